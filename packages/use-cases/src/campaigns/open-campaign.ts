import { randomBytes } from 'node:crypto'
import { AppError, notFound } from '@tributary/contracts'
import { type Campaign, CampaignSchema, MemberSchema, ProductSchema } from '@tributary/db'
import type { Tx } from '../in-organization.ts'

export const newCampaignToken = (): string => `ct_${randomBytes(18).toString('base64url')}`

export const invalid = (field: string, message: string) =>
  new AppError('VALIDATION_ERROR', message, { field })
const missing = (field: string, what: string) =>
  new AppError('NOT_FOUND', `This ${what} does not exist.`, { field })

/** @throws NOT_FOUND, also for a campaign of another organization. */
export const openCampaign = async ({ em }: Tx, id: string): Promise<Campaign> => {
  const campaign = await em.findOne(CampaignSchema, { id })
  if (!campaign) throw notFound('campaign')
  return campaign
}

type Checked = {
  readonly startDate?: string | null
  readonly endDate?: string | null
  readonly ownerId?: string | null
  readonly productId?: string | null
}

export const checkCampaign = async (
  { em }: Tx,
  { startDate, endDate, ownerId, productId }: Checked,
): Promise<void> => {
  if (startDate && endDate && endDate < startDate) throw invalid('endDate', 'It cannot end before it starts.')
  if (ownerId && !(await em.findOne(MemberSchema, { id: ownerId, status: 'approved' })))
    throw missing('ownerId', 'member')
  if (productId && !(await em.findOne(ProductSchema, { id: productId })))
    throw missing('productId', 'product')
}
