import { type CampaignCapture, WebOrigin } from '@tributary/contracts'
import { Button, Card, Field, IconButton, Input } from '@tributary/ui'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { failureOf } from '../../../api/trpc.ts'
import { useChangeCapture } from './use-change-capture.ts'

/** The websites whose visitors may submit. */
export const AllowedOrigins = ({ capture }: { capture: CampaignCapture }) => {
  const { allowedOrigins } = capture
  const { save, pending, whyNot } = useChangeCapture(capture)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const keep = async (origins: readonly string[], said: string): Promise<void> => {
    try {
      await save({ allowedOrigins: [...origins] }, said)
      setText('')
      setWrong(null)
    } catch (error) {
      setWrong(failureOf(error).message)
    }
  }
  const add = (event: FormEvent): void => {
    event.preventDefault()
    const read = WebOrigin.safeParse(text)
    if (!read.success) return setWrong(read.error.issues[0]?.message ?? 'This is no website.')
    const origin = read.data.replace(/\/$/, '')
    if (allowedOrigins.includes(origin)) return setWrong('This website is on the list already.')
    void keep([...allowedOrigins, origin], 'Website added')
  }
  return (
    <Card
      title="Allowed websites"
      description="Only pages of these websites may submit. The hosted form and programs with the token always may."
    >
      {allowedOrigins.length > 0 ? (
        <ul className="mb-3 divide-y divide-line">
          {allowedOrigins.map((origin) => (
            <li key={origin} className="flex items-center gap-2 py-1">
              <code className="min-w-0 flex-1 truncate font-mono text-xs">{origin}</code>
              <IconButton
                size="small"
                label={`Remove ${origin}`}
                icon={<Trash2 aria-hidden />}
                disabledReason={whyNot}
                onClick={() =>
                  void keep(
                    allowedOrigins.filter((one) => one !== origin),
                    'Website removed',
                  )
                }
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-muted text-sm">None yet: no page may submit.</p>
      )}
      <form className="flex items-end gap-2" onSubmit={add} noValidate>
        <Field label="Website" error={wrong ?? undefined} className="flex-1">
          <Input
            value={text}
            inputMode="url"
            placeholder="https://www.example.com"
            onChange={(event) => {
              setText(event.target.value)
              setWrong(null)
            }}
          />
        </Field>
        <Button
          type="submit"
          className={wrong ? 'mb-6' : undefined}
          pending={pending}
          disabledReason={whyNot ?? (text.trim() ? null : 'Enter a website first')}
        >
          Add
        </Button>
      </form>
    </Card>
  )
}
