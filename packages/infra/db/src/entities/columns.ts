import { p } from '@mikro-orm/core'

/** The columns that every tenant table begins with. */
export const tenantKey = {
  organizationId: p.uuid().primary(),
  id: p.uuid().primary(),
}

export const instant = () => p.datetime().columnType('timestamptz')
export const calendarDate = () => p.string().columnType('date')
export const minorUnits = () => p.bigint('number')
export const bytes = () => p.blob().$type<Buffer>()
