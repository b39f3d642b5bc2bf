import type { MarketEvent } from '@tributary/simulator'
import type { Actor, Context, Product } from '../product.ts'
import type { DemoPlaces } from './found-demo.ts'

/** What feeding a market in remembers from one day to the next. */
export type Feed = {
  readonly product: Product
  readonly places: DemoPlaces
  /** The lead that each submission became; none for what was held, refused or folded into an earlier lead. */
  readonly leads: Map<number, string>
  /** Proposals that are going to be negotiated, in the order of time. */
  readonly talks: Talk[]
}

export type Talk = {
  readonly at: number
  readonly leadId: string
  readonly to: 'negotiation' | 'committed'
}

export type Of<K extends MarketEvent['kind']> = Extract<MarketEvent, { kind: K }>

export const contextOf = ({ product, places }: Feed, actor: Actor, now: number): Context => ({
  product,
  organizationId: places.organizationId,
  actor,
  now,
  unattended: true,
})
