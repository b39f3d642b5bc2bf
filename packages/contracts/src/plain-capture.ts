import { z } from 'zod'
import { CaptureBody } from './capture-body.ts'

type Check = (value: unknown) => boolean

/** A text is measured in UTF-16 units here; only a longer one has to be counted by characters. */
const textCheck =
  (limit: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= limit && !value.includes('\u0000') && value.isWellFormed()

const numberCheck = (schema: z.ZodNumber): Check => {
  const { minValue, maxValue } = schema
  const least = minValue ?? -Infinity
  const most = maxValue ?? Infinity
  const whole = schema.format === 'safeint'
  return (value) =>
    typeof value === 'number' && value >= least && value <= most && (!whole || Number.isSafeInteger(value))
}

/** The same question that a schema asks, without what the schema needs to tell what is wrong. */
const checkOf = (schema: z.core.$ZodType): Check => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    const inner = checkOf(schema.unwrap())
    return (value) => value === null || value === undefined || inner(value)
  }
  if (schema instanceof z.ZodObject) return objectCheck(schema)
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === 'boolean'
  if (schema instanceof z.ZodNumber) return numberCheck(schema)
  const limit = schema instanceof z.ZodString ? schema.meta()?.['maxLength'] : undefined
  if (typeof limit === 'number') return textCheck(limit)
  return (value) => z.safeParse(schema, value).success
}

const objectCheck = ({ shape }: z.ZodObject): Check => {
  const checks = new Map(Object.entries(shape).map(([key, field]) => [key, checkOf(field)]))
  const required = Object.keys(shape).filter((key) => !z.safeParse(shape[key]!, undefined).success)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const given = value as Record<string, unknown>
    for (const key of Object.keys(given)) if (!checks.get(key)?.(given[key])) return false
    for (const key of required) if (given[key] === undefined) return false
    return true
  }
}

const isBody = objectCheck(CaptureBody)

/**
 * Whether a body, as it came from JSON, is a submission that needs nothing: every key is known and every value is as
 * `CaptureBody` wants it. Most are, and this asks in a fraction of the schema's time. Of any other the schema says what
 * is wrong with it.
 */
export const isPlainCapture = (body: unknown): body is CaptureBody => isBody(body)
