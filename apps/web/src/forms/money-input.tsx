import { decimalFromMinor, minorFromDecimal } from '@tributary/kernel'
import { Input } from '@tributary/ui'
import { useState } from 'react'

type MoneyInputProps = {
  /** In minor units; null is no amount. */
  value: number | null
  onChange: (minor: number | null) => void
  currency: string
  id?: string
  'aria-label'?: string
}

const read = (text: string, currency: string): number | null | undefined => {
  const plain = text.replaceAll(/[\s,'’]/g, '')
  if (plain === '') return null
  try {
    const minor = minorFromDecimal(plain, currency)
    return minor >= 0 && Number.isSafeInteger(minor) ? minor : undefined
  } catch {
    return undefined
  }
}

const written = (minor: number | null, currency: string): string =>
  minor === null ? '' : decimalFromMinor(minor, currency).replace(/\.0+$/, '')

/** An amount as it is typed; what is no amount is not taken over. */
export const MoneyInput = ({ value, onChange, currency, ...rest }: MoneyInputProps) => {
  const [text, setText] = useState(written(value, currency))
  return (
    <div className="relative">
      <Input
        {...rest}
        inputMode="decimal"
        value={text}
        aria-invalid={read(text, currency) === undefined || undefined}
        className="pe-12"
        onChange={(event) => {
          setText(event.target.value)
          const minor = read(event.target.value, currency)
          if (minor !== undefined) onChange(minor)
        }}
        onBlur={() => setText(written(value, currency))}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 grid place-items-center text-subtle text-xs"
      >
        {currency}
      </span>
    </div>
  )
}
