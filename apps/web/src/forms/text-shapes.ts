import { z } from 'zod'

/** A box left empty means: not known. */
export const emptyAsNull = <Output>(schema: z.ZodType<Output, string>): z.ZodType<Output | null, string> =>
  z.string().transform((text, context): Output | null => {
    if (text.trim() === '') return null
    const read = schema.safeParse(text.trim())
    if (read.success) return read.data
    context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? 'This is not valid.' })
    return z.NEVER
  })

/** A number typed into a text box, with a point or a comma. */
export const numberText = (schema: z.ZodType<number>, example: string): z.ZodType<number, string> =>
  z.string().transform((text, context): number => {
    const value = /^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
    const read = schema.safeParse(value)
    if (read.success) return read.data
    context.addIssue({
      code: 'custom',
      message: Number.isNaN(value)
        ? `Enter a number such as ${example}.`
        : (read.error.issues[0]?.message ?? ''),
    })
    return z.NEVER
  })
