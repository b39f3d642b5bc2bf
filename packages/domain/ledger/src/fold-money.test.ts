import { describe, expect, test } from 'vitest'
import { foldMoney, foldPipeline } from './fold-money.ts'
import type { RollupDimension } from './lists.ts'

const row = (dimension: RollupDimension, value: string, n: number, total = 0) => ({
  dimension,
  value,
  n,
  total,
})

describe('money of days', () => {
  test('25,500 spent for 10 leads, 9,000 impressions and 45 clicks cost 2,550 per lead at a click rate of 0.5 %', () => {
    const rows = [
      row('spend', 'USD', 3, 20_000),
      row('spend', 'USD', 1, 5_500),
      row('all', '', 10, 720),
      row('impressions', '', 9_000),
      row('clicks', '', 45),
      row('booked', 'USD', 2, 90_000),
      row('booked', 'EUR', 1, 7),
    ]
    expect(foldMoney(rows, 'USD')).toEqual({
      spendMinor: 25_500,
      impressions: 9_000,
      clicks: 45,
      ctr: 0.005,
      leads: 10,
      costPerLeadMinor: 2_550,
      wonDeals: 2,
      wonMinor: 90_000,
      otherCurrencies: ['EUR'],
    })
  })
  test('without a report the spend is unknown, and with one of nothing it is nothing', () => {
    expect(foldMoney([row('all', '', 4)], 'USD')).toMatchObject({
      spendMinor: null,
      costPerLeadMinor: null,
      ctr: null,
    })
    expect(foldMoney([row('spend', 'USD', 1, 0), row('all', '', 4)], 'USD')).toMatchObject({
      spendMinor: 0,
      costPerLeadMinor: 0,
    })
    expect(foldMoney([row('spend', 'USD', 1, 900)], 'USD').costPerLeadMinor).toBeNull()
  })
  test('a deal of 500 opened, then raised to 700, leaves one open deal of 700', () => {
    const rows = [
      row('pipeline', 'USD', 1, 500),
      row('pipeline', 'USD', 0, 200),
      row('pipeline', 'EUR', 1, 9),
    ]
    expect(foldPipeline(rows, 'USD')).toEqual({ deals: 1, amountMinor: 700 })
    expect(foldPipeline([], 'USD')).toEqual({ deals: 0, amountMinor: 0 })
  })
})
