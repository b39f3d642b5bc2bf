import type { CaptureBody, CaptureWay } from '@tributary/contracts'
import { type OrganizationKeys, openContactKey, openJson, placeOf, sealJson } from '@tributary/db'
import type { Submission } from './prepare-submission.ts'

/** A submission that is kept aside, whole: letting it in later is submitting it again. */
export type HeldBox = {
  readonly body: CaptureBody
  readonly warnings: readonly string[]
  readonly way: CaptureWay
  readonly ip: string | null
  readonly userAgent: string | null
}

export const sealHeld = (
  organizationId: string,
  id: string,
  key: Uint8Array,
  { request, way }: Submission,
): Buffer => {
  const box: HeldBox = {
    body: request.body,
    warnings: request.warnings ?? [],
    way,
    ip: request.ip,
    userAgent: request.userAgent ?? null,
  }
  return sealJson(key, placeOf(organizationId, 'held_submission', 'sealed', id), box)
}

/** Its key is wrapped like a contact's, under the id of the row. */
export const openHeld = (
  keys: OrganizationKeys,
  id: string,
  wrappedKey: Uint8Array,
  sealed: Uint8Array,
): HeldBox =>
  openJson(
    openContactKey(keys, id, wrappedKey),
    placeOf(keys.organizationId, 'held_submission', 'sealed', id),
    sealed,
  )
