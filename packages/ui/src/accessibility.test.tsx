import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test } from 'vitest'
import {
  AppShell,
  Avatar,
  Button,
  ChartCard,
  Checkbox,
  DataTable,
  Field,
  FilterBar,
  FilterChip,
  IconButton,
  Input,
  KpiCard,
  type LinkComponent,
  NumberField,
  Page,
  Segmented,
  Select,
  Switch,
  Timeline,
  Why,
} from './index.ts'

/** Colours are measured by the token test; here it is names, roles and order. */
const findings = async (): Promise<string[]> => {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
}

afterEach(cleanup)

const link: LinkComponent = ({ children, ...rest }) => <a {...rest}>{children}</a>
const icon = <svg aria-hidden />
const nothing = () => {}

test('a page in the shell has names, landmarks and headings in order', async () => {
  render(
    <AppShell
      brand="Acme"
      groups={[
        {
          id: 'work',
          label: 'Work',
          items: [{ id: 'leads', label: 'Leads', href: '/leads', icon, current: true }],
        },
      ]}
      bottom={[{ id: 'more', label: 'More', icon, onPress: nothing }]}
      link={link}
      top={<IconButton label="Notifications" icon={icon} />}
    >
      <Page title="Leads" actions={<Button tone="primary">New lead</Button>}>
        <FilterBar add={[{ id: 'grade', label: 'Grade' }]} onAdd={nothing} onClear={nothing}>
          <FilterChip field="Grade" value="A" onRemove={nothing} editor="A, B, C, D" />
        </FilterBar>
        <KpiCard label="Leads" value="1,480" delta={{ value: 0.1 }} trend={[1, 2]} onOpen={nothing} />
        <DataTable
          label="Leads"
          rows={[{ id: 'a', company: 'Orchid Steel' }]}
          columns={[
            { id: 'company', header: 'Company', cell: (row) => row.company, sortValue: (row) => row.company },
          ]}
          rowId={(row) => row.id}
          rowLabel={(row) => row.company}
          selected={new Set()}
          onSelect={nothing}
          onOpen={nothing}
        />
      </Page>
    </AppShell>,
  )
  expect(await findings()).toEqual([])
  expect(screen.getByRole('link', { name: 'Skip to the content' }).getAttribute('href')).toBe('#main')
})

test('every control of a form has a name', async () => {
  render(
    <main>
      <h1>Settings</h1>
      <Field label="Name" hint="As on the card" error="Enter a name" required>
        <Input defaultValue="" />
      </Field>
      <Field label="Stage">
        <Select options={[{ value: 'new', label: 'New' }]} value="new" onChange={nothing} />
      </Field>
      <Field label="Points">
        <NumberField value={15} onChange={nothing} />
      </Field>
      <Checkbox label="Consent" checked onChange={nothing} />
      <Switch label="AI answers" checked={false} onChange={nothing} />
      <Segmented
        label="Theme"
        segments={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        value="light"
        onChange={nothing}
      />
      <Avatar name="Meera Iyer" />
    </main>,
  )
  expect(await findings()).toEqual([])
  expect(screen.getByRole('textbox', { name: /Name/ }).getAttribute('aria-invalid')).toBe('true')
})

test('a chart, its table and the reasons of a score are clean', async () => {
  render(
    <main>
      <h1>Dashboard</h1>
      <ChartCard
        title="Sources"
        summary="Google Ads brings 128 leads."
        rows={[{ id: 'google', leads: 128 }]}
        columns={[
          { header: 'Source', value: (row) => row.id },
          { header: 'Leads', value: (row) => row.leads },
        ]}
        onMark={nothing}
      >
        <p>drawing</p>
      </ChartCard>
      <Why
        groups={[{ title: 'Intent', points: 35, of: 35, reasons: [{ rule: 'Urgent', points: 35, of: 35 }] }]}
      />
      <Timeline
        label="History"
        items={[{ id: 'one', at: new Date('2026-11-20T08:00:00Z'), title: 'Scored 95' }]}
      />
    </main>,
  )
  expect(await findings()).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: 'Show Sources as table' }))
  expect(await findings()).toEqual([])
})
