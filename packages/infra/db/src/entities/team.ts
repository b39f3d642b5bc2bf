import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { Role } from '@tributary/contracts'
import { instant, tenantKey } from './columns.ts'

/** Minutes since local midnight, `[start, end)`, by ISO weekday; an absent day is a day off. */
export type WorkingHoursRecord = {
  readonly [day in 1 | 2 | 3 | 4 | 5 | 6 | 7]?: readonly (readonly [number, number])[]
}

export const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    ...tenantKey,
    authUserId: p.text(),
    name: p.text(),
    email: p.text(),
    title: p.text().default(''),
    nickname: p.text().default(''),
    phones: p.json<string[]>(),
    photoUrl: p.text().nullable(),
    role: p.text().$type<Role>(),
    status: p.text().default('approved'),
    officeId: p.uuid().nullable(),
    weight: p.integer().default(1),
    capacity: p.integer().nullable(),
    regions: p.json<string[]>(),
    services: p.json<string[]>(),
    workingHours: p.json<WorkingHoursRecord>().nullable(),
    timeZone: p.text().default('UTC'),
    awayFrom: instant().nullable(),
    awayUntil: instant().nullable(),
    takesLeads: p.boolean().default(true),
    preferences: p.json<Record<string, unknown>>(),
    lastSeenAt: instant().nullable(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Member = InferEntity<typeof MemberSchema>

export const OfficeSchema = defineEntity({
  name: 'Office',
  tableName: 'office',
  properties: {
    ...tenantKey,
    name: p.text(),
    regionCode: p.text(),
    address: p.text().default(''),
    city: p.text().default(''),
    stateProvince: p.text().default(''),
    country: p.string().length(2).nullable(),
    contactPerson: p.text().default(''),
    contactEmail: p.text().default(''),
    contactPhone: p.text().default(''),
    latitude: p.double().nullable(),
    longitude: p.double().nullable(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Office = InferEntity<typeof OfficeSchema>
