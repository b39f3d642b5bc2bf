import type { CaptureBody } from '@tributary/contracts'

export type Submission = {
  readonly campaign: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly company?: string
  readonly details?: CaptureBody['lead_details']
  readonly tracking?: CaptureBody['tracking']
  readonly behavior?: CaptureBody['behavior']
}
export type Answered = {
  readonly status: number
  readonly body: { readonly lead_id?: string; readonly lead_score?: number; readonly code?: string }
}

/** A lead through the public API, with a key as a server of the customer would send it. */
export const submit = async (url: string, apiKey: string, lead: Submission): Promise<Answered> => {
  const { campaign, details, tracking, behavior, ...contact } = lead
  const body: CaptureBody = {
    campaign_id: campaign,
    source: 'landing-page',
    contact,
    lead_details: details,
    tracking,
    behavior,
    form_metadata: { consent_given: true, seconds_since_render: 40 },
  }
  const response = await fetch(`${url}/v1/api/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answered['body'] }
}
