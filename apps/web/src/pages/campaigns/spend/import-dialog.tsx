import { SPEND_COLUMNS, type SpendFault, type SpendImported } from '@tributary/contracts'
import {
  Banner,
  Button,
  Dialog,
  Field,
  Input,
  Money,
  Spinner,
  Textarea,
  toast,
  useFormats,
} from '@tributary/ui'
import { useState } from 'react'
import { importSpend } from '../../../api/import-spend.ts'
import { ScrollBox } from '../../../shell/scroll-box.tsx'
import { plural } from '../../../words.ts'
import { refreshSpend, undoableSpend } from './refresh-spend.ts'

type Chosen = { readonly name: string; readonly csv: string }
type Looked =
  | { readonly state: 'nothing' }
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'seen'; readonly result: SpendImported }

const LARGEST = 4_000_000

const FaultTable = ({ faults, more }: { faults: readonly SpendFault[]; more: number }) => {
  const formats = useFormats()
  return (
    <div className="max-h-64 overflow-y-auto rounded-md border border-line">
      <ScrollBox label="Errors in the file">
        <table className="w-full text-sm">
          <thead className="text-muted text-xs">
            <tr>
              {['Row', 'Column', 'What is wrong'].map((head) => (
                <th key={head} scope="col" className="px-3 py-1.5 text-start font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {faults.map(({ row, column, message }) => (
              <tr key={`${row}-${column}-${message}`} className="border-line border-t align-top">
                <td className="px-3 py-1.5 tabular-nums">{row === null ? 'File' : formats.count(row)}</td>
                <td className="px-3 py-1.5 font-mono text-xs">{column ?? '–'}</td>
                <td className="px-3 py-1.5">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {more > 0 ? (
        <p className="border-line border-t px-3 py-1.5 text-muted text-sm">
          {formats.count(more)} more {plural(more, 'error')} are not listed.
        </p>
      ) : null}
    </div>
  )
}

const Preview = ({ result }: { result: SpendImported }) => {
  const formats = useFormats()
  const { rows, period, sums, added, replaced, removed, unchanged } = result
  if (result.faults.length > 0) {
    const count = result.faults.length + result.moreFaults
    return (
      <div className="flex flex-col gap-2">
        <Banner tone="danger" className="rounded-md">
          {formats.count(count)} {plural(count, 'error')} in {formats.count(rows)} {plural(rows, 'row')}.
          Nothing is imported until the file is right.
        </Banner>
        <FaultTable faults={result.faults} more={result.moreFaults} />
      </div>
    )
  }
  if (rows === 0) return <p className="text-muted text-sm">The file has no row below its header.</p>
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-md border border-line p-3 text-sm">
      <dt className="text-muted">Rows</dt>
      <dd>{formats.count(rows)}</dd>
      {period ? (
        <>
          <dt className="text-muted">Days</dt>
          <dd>
            {formats.dayYear(period.start)} – {formats.dayYear(period.end)}
          </dd>
        </>
      ) : null}
      <dt className="text-muted">Sums</dt>
      <dd className="flex flex-col">
        {sums.map(({ currency, amountMinor, impressions, clicks }) => (
          <span key={currency}>
            <Money value={{ minor: amountMinor, currency }} />, {formats.count(impressions)} impressions,{' '}
            {formats.count(clicks)} clicks
          </span>
        ))}
      </dd>
      <dt className="text-muted">What happens</dt>
      <dd>
        {formats.count(added)} added, {formats.count(replaced)} replaced, {formats.count(removed)} removed,{' '}
        {formats.count(unchanged)} as they are
      </dd>
    </dl>
  )
}

const Importing = ({ onClose, slug }: { onClose: () => void; slug?: string | undefined }) => {
  const formats = useFormats()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [looked, setLooked] = useState<Looked>({ state: 'nothing' })
  const [writing, setWriting] = useState(false)
  const look = async (file: Chosen | null): Promise<void> => {
    setChosen(file)
    if (!file) return setLooked({ state: 'nothing' })
    if (file.csv.length > LARGEST)
      return setLooked({
        state: 'failed',
        message: 'The file is larger than four megabytes. Import it in parts.',
      })
    setLooked({ state: 'reading' })
    try {
      setLooked({ state: 'seen', result: await importSpend({ ...file, dryRun: true }) })
    } catch (error) {
      setLooked({
        state: 'failed',
        message: error instanceof Error ? error.message : 'It could not be read.',
      })
    }
  }
  const result = looked.state === 'seen' ? looked.result : null
  const ready = result !== null && result.faults.length === 0 && result.rows > 0
  const write = async (): Promise<void> => {
    if (!chosen) return
    setWriting(true)
    try {
      const done = await importSpend({ ...chosen, dryRun: false })
      if (!done.written) return setLooked({ state: 'seen', result: done })
      const changed = done.added + done.replaced + done.removed
      if (changed === 0) toast.say('Nothing to change: all of it stood there already')
      else
        toast.success(
          `Imported ${formats.count(done.rows)} ${plural(done.rows, 'row')}`,
          undoableSpend(done.undoId),
        )
      onClose()
      await refreshSpend()
    } catch (error) {
      setLooked({ state: 'failed', message: error instanceof Error ? error.message : 'It was not imported.' })
    } finally {
      setWriting(false)
    }
  }
  const example = `campaign_id,date,spend,impressions,clicks,source\n${slug ?? 'spring-offer'},2026-03-31,125.50,4200,63,google`
  return (
    <div className="flex flex-col gap-4 pb-3">
      <Field
        label="File"
        hint={`CSV with the columns ${SPEND_COLUMNS.slice(0, 3).join(', ')}; ${SPEND_COLUMNS.slice(3).join(', ')} may be there too`}
      >
        <Input
          type="file"
          accept=".csv,text/csv,text/plain"
          className="py-1"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void file.text().then((csv) => look({ name: file.name, csv }))
            else void look(null)
          }}
        />
      </Field>
      <Field label="Or its text" hint="Paste the rows with their header">
        <Textarea
          rows={4}
          className="font-mono text-xs"
          placeholder={example}
          onBlur={(event) => {
            const csv = event.target.value
            if (csv.trim() !== '' && csv !== chosen?.csv) void look({ name: 'pasted text', csv })
          }}
        />
      </Field>
      <div aria-live="polite">
        {looked.state === 'reading' ? (
          <p className="flex items-center gap-2 text-muted text-sm">
            <Spinner /> Looking at the file
          </p>
        ) : looked.state === 'failed' ? (
          <Banner tone="danger" className="rounded-md">
            {looked.message}
          </Banner>
        ) : result ? (
          <Preview result={result} />
        ) : (
          <p className="text-muted text-sm">
            You see what it would change before anything is written. What the same source reported for the
            same days before is replaced.
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          tone="primary"
          pending={writing}
          disabledReason={ready ? null : 'Choose a file without errors first'}
          onClick={() => void write()}
        >
          {ready ? `Import ${formats.count(result.rows)} ${plural(result.rows, 'row')}` : 'Import'}
        </Button>
        <Button tone="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

type ImportDialogProps = { open: boolean; onClose: () => void; slug?: string | undefined }

/** A file of spend: seen before it is written, refused as a whole with its errors by row and column, undone at once. */
export const ImportDialog = ({ open, onClose, slug }: ImportDialogProps) => (
  <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Import spend" size="large">
    {open ? <Importing onClose={onClose} slug={slug} /> : null}
  </Dialog>
)
