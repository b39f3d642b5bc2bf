import { ChangeAvailability, type MemberRow, WorkingHours } from '@tributary/contracts'
import { addDays, dateIn, startOfDate } from '@tributary/kernel'
import { z } from 'zod'

const { weight, capacity, regions, services, timeZone } = ChangeAvailability.shape
const Day = z.union([z.literal(''), z.iso.date('Enter a date.')])

/** What the editor holds. Days off are whole days of the member's own calendar, both included. */
export const AvailabilityWords = z
  .object({
    takesLeads: z.boolean(),
    always: z.boolean(),
    hours: WorkingHours,
    timeZone: timeZone.unwrap(),
    awayFrom: Day,
    awayTo: Day,
    weight: weight.unwrap(),
    capacity: capacity.unwrap(),
    officeId: z.string(),
    regions: regions.unwrap(),
    services: services.unwrap(),
  })
  .refine(({ awayFrom, awayTo }) => !awayFrom || !awayTo || awayFrom <= awayTo, {
    path: ['awayTo'],
    message: 'The last day is not before the first.',
  })
export type AvailabilityValues = z.output<typeof AvailabilityWords>

const dayOf = (instant: string | null, zone: string): string =>
  instant ? dateIn(Date.parse(instant), zone) : ''
const instantOf = (day: string, zone: string): string => new Date(startOfDate(day, zone)).toISOString()

export const valuesOf = (member: MemberRow, hours: WorkingHours): AvailabilityValues => ({
  takesLeads: member.takesLeads,
  always: member.workingHours === null,
  hours: member.workingHours ?? hours,
  timeZone: member.timeZone,
  awayFrom: dayOf(member.awayFrom, member.timeZone),
  awayTo: member.awayUntil ? dateIn(Date.parse(member.awayUntil) - 1, member.timeZone) : '',
  weight: member.weight,
  capacity: member.capacity,
  officeId: member.officeId ?? '',
  regions: member.regions,
  services: member.services,
})

/** What everyone changes about themselves. */
export const ownChange = (values: AvailabilityValues) => ({
  takesLeads: values.takesLeads,
  workingHours: values.always ? null : values.hours,
  timeZone: values.timeZone,
  awayFrom: values.awayFrom ? instantOf(values.awayFrom, values.timeZone) : null,
  // The day after the last one: absences end at a moment, not with a day.
  awayUntil: values.awayTo ? instantOf(addDays(values.awayTo, 1), values.timeZone) : null,
})

/** With what a manager decides. */
export const fullChange = (id: string, values: AvailabilityValues) => ({
  id,
  ...ownChange(values),
  weight: values.weight,
  capacity: values.capacity,
  officeId: values.officeId || null,
  regions: values.regions,
  services: values.services,
})
