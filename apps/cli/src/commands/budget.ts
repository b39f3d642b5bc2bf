import {
  type Average,
  adviseBudget,
  type BudgetAdvice,
  type CampaignFigures,
  type Measured,
} from '@tributary/budget'
import { decimalFromMinor, minorDigits } from '@tributary/kernel'
import { readCampaigns } from '../budget/read-campaigns.ts'
import { defineCommand } from '../command.ts'
import { UsageFault } from '../input-fault.ts'
import { table } from '../table.ts'

const WORDS = {
  no_cost: 'no cost',
  no_leads: 'no leads',
  no_customers: 'no customers',
  no_impressions: 'no impressions',
} as const

const UNIT = { roas: '', cost_per_lead: '', cost_per_customer: '', click_rate: ' %' } as const

const figure = (measured: Measured): string =>
  measured.kind === 'known' ? measured.value.toFixed(2) : `(${WORDS[measured.why]})`

/** Money leaves in major units, as it came in. */
const inMajor = (measured: Measured, per: number): Measured =>
  measured.kind === 'known' ? { kind: 'known', value: measured.value / per } : measured

const averageInMajor = (average: Average, per: number): Average =>
  average.kind === 'known'
    ? { ...average, meanOfRatios: average.meanOfRatios / per, ratioOfSums: average.ratioOfSums / per }
    : average

const averageWords = (name: string, average: Average): string =>
  average.kind === 'known'
    ? `${name}: ${average.meanOfRatios.toFixed(2)} as mean of ratios (the rules use this), ${average.ratioOfSums.toFixed(2)} as ratio of sums`
    : `${name}: not enough data`

const adviceLines = (advice: BudgetAdvice & { rows: readonly number[] }, place: number): string[] => {
  const { action, campaign, priority, confidence, measure, value, average } = advice
  const beside = average === null ? '' : ` beside an average of ${average.toFixed(2)}`
  const unsure = advice.holdsForRatioOfSums === false ? '; the ratio of sums would not say so' : ''
  return [
    `${place}. ${action.replaceAll('_', ' ').toUpperCase()} ${campaign} (priority ${priority}, confidence ${confidence})`,
    `   ${measure.replaceAll('_', ' ')} ${value.toFixed(2)}${UNIT[measure]}${beside}${unsure}; rows ${advice.rows.join(', ')}`,
    ...advice.actionItems.map((item) => `   - ${item}`),
  ]
}

const checkedCurrency = (currency: string): string => {
  if (/^[A-Z]{3}$/.test(currency)) return currency
  throw new UsageFault(`--currency must be an ISO 4217 code such as INR, but is "${currency}".`)
}

export const budget = defineCommand({
  summary: 'advise where to raise and lower budgets, with the rows behind each advice',
  options: {
    input: { kind: 'file', value: 'FILE', required: true, what: 'campaign figures as CSV' },
    currency: { kind: 'text', value: 'CODE', default: 'INR', what: 'of cost and revenue, ISO 4217' },
  },
  details: `
Columns: campaign, cost, revenue, leads, impressions, clicks, and customers if they are counted. Revenue is the attributed
revenue of won deals. Several rows of one campaign are added up; an empty cell is 0.
Strictly above 1.5 times the average ROAS: increase. Strictly below 0.7 times: reduce. Leads for less than half the average cost:
an efficient channel. Under 0.5 % clicks of more than 1,000 impressions: improve the creative.`,
  examples: ['budget --input campaigns.csv', 'budget --input campaigns.csv --currency USD --json'],
  run: async ({ input, currency: code }) => {
    const currency = checkedCurrency(code)
    const per = 10 ** minorDigits(currency)
    const { rows, fileRows } = await readCampaigns(input, currency)
    const report = adviseBudget(rows)
    const rowsInFile = (places: readonly number[]): number[] => places.map((place) => fileRows[place]!)
    const campaigns = report.campaigns.map((campaign) => ({
      ...campaign,
      rows: rowsInFile(campaign.rows),
      cost: Number(decimalFromMinor(campaign.cost, currency)),
      revenue: Number(decimalFromMinor(campaign.revenue, currency)),
      costPerLead: inMajor(campaign.costPerLead, per),
      costPerCustomer: inMajor(campaign.costPerCustomer, per),
    }))
    const advice = report.advice.map((one) => {
      const scale = one.measure === 'cost_per_lead' ? per : 1
      const average = one.average === null ? null : one.average / scale
      return { ...one, value: one.value / scale, average, rows: rowsInFile(one.rows) }
    })
    const averages = {
      roas: report.averages.roas,
      costPerLead: averageInMajor(report.averages.costPerLead, per),
    }
    const { left, notEnoughData } = report
    return {
      json: { currency, campaigns, averages, advice, left, notEnoughData },
      text: () => budgetText(currency, campaigns, averages, advice, left),
    }
  },
})

const budgetText = (
  currency: string,
  campaigns: readonly CampaignFigures[],
  averages: { readonly roas: Average; readonly costPerLead: Average },
  advice: readonly BudgetAdvice[],
  left: number,
): string => {
  const digits = minorDigits(currency)
  return [
    table(
      ['campaign', `cost ${currency}`, `revenue ${currency}`, 'ROAS', 'per lead', 'per customer', 'clicks %'],
      campaigns.map((one) => [
        ...[one.campaign, one.cost.toFixed(digits), one.revenue.toFixed(digits), figure(one.roas)],
        ...[figure(one.costPerLead), figure(one.costPerCustomer), figure(one.clickRate)],
      ]),
    ),
    '',
    averageWords('Average ROAS', averages.roas),
    averageWords(`Average cost per lead in ${currency}`, averages.costPerLead),
    '',
    ...(advice.length === 0 ? ['No advice: no campaign stands beyond a threshold.'] : []),
    ...advice.flatMap((one, i) => adviceLines(one, i + 1)),
    ...(left > 0 ? [`${left} more below these ten.`] : []),
  ].join('\n')
}
