import type { ExportColumn, ExportLeads, LeadRow } from '@tributary/contracts'
import { type Cell, csvText } from '@tributary/files'
import { decimalFromMinor } from '@tributary/kernel'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { leadQueryOf } from './lead-query.ts'
import { presentLead } from './present-lead.ts'
import { readVerifiedPage } from './read-leads.ts'

/** Rows of one transaction: an export of a million leads holds nothing open for long. */
const AT_ONCE = 500

const columns = {
  leadId: ['Lead', ({ leadId }) => leadId],
  name: ['Name', ({ name }) => name],
  email: ['E-mail', ({ email }) => email],
  phone: ['Phone', ({ phone }) => phone],
  company: ['Company', ({ company }) => company],
  industry: ['Industry', ({ industry }) => industry],
  country: ['Country', ({ country }) => country],
  region: ['Region', ({ region }) => region],
  campaign: ['Campaign', ({ campaign }) => campaign.name],
  product: ['Product', ({ product }) => product?.name ?? null],
  service: ['Asked for', ({ service }) => service],
  urgency: ['Urgency', ({ urgency }) => urgency],
  way: ['Came in by', ({ via }) => via],
  channel: ['Channel', ({ channel }) => channel],
  source: ['Source', ({ source }) => source],
  content: ['Content', ({ content }) => content],
  score: ['Score', ({ points }) => points],
  grade: ['Grade', ({ grade }) => grade],
  temperature: ['Temperature', ({ temperature }) => temperature],
  trust: ['Trust', ({ trust }) => trust],
  stage: ['Stage', ({ stage }) => stage],
  review: ['Review', ({ review }) => review],
  reviewReason: ['Rejected because', ({ reviewReason }) => reviewReason],
  lostReason: ['Lost because', ({ lostReason }) => lostReason],
  owner: ['Owner', ({ owner }) => owner?.name ?? null],
  value: ['Value', ({ value }) => (value ? decimalFromMinor(value.minor, value.currency) : null)],
  currency: ['Currency', ({ value }) => value?.currency ?? null],
  nextStep: ['Next step', ({ nextStep }) => nextStep?.text ?? null],
  nextStepAt: ['Next step at', ({ nextStep }) => nextStep?.at ?? null],
  responseDueAt: ['Answer promised by', ({ responseDueAt }) => responseDueAt],
  firstContactedAt: ['First contacted', ({ firstContactedAt }) => firstContactedAt],
  capturedAt: ['Captured', ({ capturedAt }) => capturedAt],
  updatedAt: ['Updated', ({ updatedAt }) => updatedAt],
} as const satisfies Record<ExportColumn, readonly [title: string, cell: (lead: LeadRow) => Cell]>

/** The pages of the list, one transaction each. */
async function* pages(ctx: Context, { filter, except, sort }: ExportLeads): AsyncGenerator<LeadRow[]> {
  let cursor: string | null = null
  do {
    const page: { leads: LeadRow[]; nextCursor: string | null } = await inOrganization(ctx, async (tx) => {
      const query = { ...(await leadQueryOf(tx, filter)), except }
      const { found, nextCursor } = await readVerifiedPage(tx, query, {
        ...(filter.text ? { text: filter.text } : {}),
        sort,
        cursor,
        size: AT_ONCE,
      })
      return { leads: found.map(({ row, person }) => presentLead(tx, row, person)), nextCursor }
    })
    yield page.leads
    cursor = page.nextCursor
  } while (cursor !== null)
}

async function* cells(ctx: Context, input: ExportLeads): AsyncGenerator<Cell[][]> {
  for await (const leads of pages(ctx, input))
    yield leads.map((lead) => input.columns.map((column) => columns[column][1](lead)))
}

const recordExport = (ctx: Context, { filter, except, columns: chosen, raw }: ExportLeads): Promise<void> =>
  inOrganization(ctx, async (tx) => {
    // What was searched for may be a name: the record says that there was a search, not for whom.
    const { text, ids, ...rest } = filter
    tx.audit({
      action: 'leads.exported',
      targetKind: 'lead',
      meta: {
        filter: { ...rest, ...(text ? { text: true } : {}), ...(ids ? { ids: ids.length } : {}) },
        ...(except.length > 0 ? { except: except.length } : {}),
        columns: chosen,
        raw,
      },
    })
  })

/** The list as a CSV text, page by page: the same filter and order, safe to open in a spreadsheet unless it is raw. */
export const exportLeads = async (ctx: Context, input: ExportLeads): Promise<AsyncGenerator<string>> => {
  await recordExport(ctx, input)
  const titles = input.columns.map((column) => columns[column][0])
  return csvText(titles, cells(ctx, input), { raw: input.raw, byteOrderMark: !input.raw })
}
