import { toast } from '@tributary/ui'
import type { FieldValues } from 'react-hook-form'
import { refused } from '../../../api/refused.ts'
import { dropDraft, type Form, sending } from '../../../forms/use-zod-form.ts'

/** A row without what only the server says about it. */
export const without = <Whole extends object, Key extends keyof Whole>(
  row: Whole,
  ...keys: Key[]
): Omit<Whole, Key> => {
  const rest = { ...row }
  for (const key of keys) delete rest[key]
  return rest
}

type Row = { readonly id: string; readonly name: string }

type RecordCalls<Values, Kept extends Row> = {
  /** "office". */
  readonly one: string
  readonly create: (values: Values) => Promise<Kept>
  readonly update: (values: Values & { id: string }) => Promise<Kept>
  readonly remove: (ref: { id: string }) => Promise<unknown>
  /** Reads the list again. */
  readonly refresh: () => Promise<unknown>
  /** What of a row is sent. */
  readonly valuesOf: (row: Kept) => Values
  /** The record that is open; absent for one that is not there yet. */
  readonly row: Kept | undefined
  readonly onClose: () => void
}

/** Adds, saves and deletes a row of the catalogue, each with its way back. */
export const useRecord = <Values, Kept extends Row>({
  one,
  create,
  update,
  remove,
  refresh,
  valuesOf,
  row: before,
  onClose,
}: RecordCalls<Values, Kept>) => {
  const draft = `${one}.${before?.id ?? 'new'}`
  const onDone = (): void => {
    dropDraft(draft)
    onClose()
  }
  const back = (step: () => Promise<unknown>) => (): Promise<unknown> => step().finally(refresh)
  const save = async (values: Values): Promise<void> => {
    const kept = before ? await update({ ...values, id: before.id }) : await create(values)
    await refresh()
    onDone()
    toast.success(before ? `${kept.name} is saved` : `${kept.name} is added`, {
      undo: back(() => (before ? update({ ...valuesOf(before), id: before.id }) : remove({ id: kept.id }))),
    })
  }
  const removeRow = async (row: Kept): Promise<void> => {
    try {
      await remove({ id: row.id })
      await refresh()
      onDone()
      toast.success(`${row.name} is deleted`, { undo: back(() => create(valuesOf(row))) })
    } catch (error) {
      refused(`The ${one} was not deleted`)(error)
    }
  }
  return {
    /** Where what was typed is kept until it is saved. */
    draft,
    /** The title, the buttons and what they do: `<RecordSheet {...record.sheet(form, (values) => values)}>`. */
    sheet: <Typed extends FieldValues, Sent>(form: Form<Typed, Sent>, toValues: (sent: Sent) => Values) => ({
      title: before?.name ?? `New ${one}`,
      submit: `${before ? 'Save' : 'Add'} ${one}`,
      form,
      onSubmit: sending(form, (sent) => save(toValues(sent))),
      onClose,
      onDelete: before && (() => removeRow(before)),
      deleteLabel: `Delete ${one}`,
    }),
  }
}
