import type { DashboardOverview } from '@tributary/contracts'
import { countryName, useFormats } from '@tributary/ui'
import { chartRows } from '../../charts/chart-rows.ts'
import { shapeOfCountry } from '../../charts/country-shapes.ts'
import { HorizontalBars, RegionMap } from '../../charts/lazy-charts.tsx'
import { type ChartRow, MarkChart, useOpenLeads } from '../../charts/mark-chart.tsx'

type ChartProps = { overview: DashboardOverview | undefined; compared: boolean; className?: string }

const restText = (
  rest: { values: number; n: number } | undefined,
  one: string,
  count: (n: number) => string,
) => (rest && rest.values > 0 ? `${count(rest.n)} more in ${count(rest.values)} other ${one}` : undefined)

export const IndustryChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const rows = chartRows(overview?.industries.marks ?? [], (industry) => industry).filter(
    ({ value }) => value > 0,
  )
  const total = overview?.metrics.totalLeads.value ?? 0
  const top = rows.find(({ id }) => id !== 'unknown')
  return (
    <MarkChart
      title="Industries"
      header="Industry"
      rows={rows}
      total={total}
      compared={compared}
      loading={!overview}
      className={className}
      footer={restText(overview?.industries.rest, 'industries', formats.count)}
      summary={
        top
          ? `Most leads of a known industry come from ${top.label}: ${formats.count(top.value)}.`
          : 'The industry of no lead is known.'
      }
    >
      {(open) => <HorizontalBars data={rows.slice(0, 8)} onMark={open} />}
    </MarkChart>
  )
}

/** Where leads are: the map with the offices, and beside it the same as bars, by region. */
export const PlaceChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const openLeads = useOpenLeads()
  const regions = chartRows(overview?.regions.marks ?? [], (region) => region).filter(
    ({ value }) => value > 0,
  )
  const countries = (overview?.countries.marks ?? []).flatMap(({ value, n, filter }) => {
    const id = shapeOfCountry(value)
    return id && n > 0 ? [{ id, label: countryName(value), value: n, filter }] : []
  })
  const offices = (overview?.offices ?? []).flatMap(({ id, name, n, latitude, longitude }) =>
    latitude === null || longitude === null
      ? []
      : [{ id, label: `Office ${name}: ${formats.count(n)} leads in its region`, latitude, longitude }],
  )
  const officeRegions = new Map((overview?.offices ?? []).map((office) => [office.regionCode, office.name]))
  const rows: ChartRow[] = regions.map((row) => {
    const office = officeRegions.get(row.id)
    return office ? { ...row, label: `${row.label} · ${office}` } : row
  })
  const top = rows.find(({ id }) => id !== 'unknown')
  return (
    <MarkChart
      title="Regions"
      header="Region"
      rows={rows}
      total={overview?.metrics.totalLeads.value ?? 0}
      compared={compared}
      loading={!overview}
      className={className}
      footer={restText(overview?.regions.rest, 'regions', formats.count)}
      summary={
        top
          ? `Most leads of a known region come from ${top.label}: ${formats.count(top.value)}. Dots are offices.`
          : 'The region of no lead is known.'
      }
    >
      {(open) => (
        <div className="grid items-center gap-4 lg:grid-cols-[3fr_2fr]">
          <RegionMap
            scope="world"
            label={`Leads by country, with ${formats.count(offices.length)} offices`}
            regions={countries}
            points={offices}
            onMark={(region) => {
              const country = countries.find(({ id }) => id === region.id)
              if (country) openLeads(country.filter)
            }}
          />
          <HorizontalBars data={rows.slice(0, 8)} onMark={open} />
        </div>
      )}
    </MarkChart>
  )
}
