import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FormatProvider } from '../format-provider.tsx'
import { Delta } from './delta.tsx'
import { GradeBadge, Temperature } from './grade-badge.tsx'
import { Money } from './money.tsx'
import { Why } from './why.tsx'

afterEach(cleanup)

test('a compact amount keeps the full one in its title', () => {
  render(
    <FormatProvider locale="en-IN" currency="INR" timeZone="Asia/Kolkata">
      <Money value={{ minor: 892_300_000, currency: 'INR' }} compact />
    </FormatProvider>,
  )
  expect(screen.getByText('₹89.23L').getAttribute('title')).toBe('₹89,23,000')
})

test('an unknown amount is a dash with a reason, never a zero', () => {
  const { container } = render(<Money value={null} unknown="No deal yet" />)
  expect(container.textContent).toBe('–No deal yet')
})

test('a falling acquisition cost is good, and is said in words', () => {
  const { container } = render(<Delta value={-0.08} good="down" />)
  expect(container.textContent).toBe('−8% less than the previous period, better')
  expect(container.firstElementChild?.className).toContain('text-success')
})

test('a falling revenue is bad', () => {
  const { container } = render(<Delta value={-0.08} />)
  expect(container.textContent).toContain('worse')
  expect(container.firstElementChild?.className).toContain('text-danger')
})

test('a grade always shows its letter', () => {
  const { container } = render(<GradeBadge grade="B" />)
  expect(container.textContent).toBe('Grade B')
})

test('A is hot and D is to nurture', () => {
  const { container } = render(
    <>
      <Temperature grade="A" /> <Temperature grade="D" />
    </>,
  )
  expect(container.textContent).toBe('Hot Nurture')
})

test('each reason shows its points of what was possible', () => {
  render(
    <Why reasons={[{ rule: 'Business e-mail', points: 15, of: 15 }]} whatIf="A second visit makes it 100" />,
  )
  expect(screen.getByRole('listitem').textContent).toBe('Business e-mail+15 of 15')
  expect(screen.getByText('A second visit makes it 100')).toBeTruthy()
})
