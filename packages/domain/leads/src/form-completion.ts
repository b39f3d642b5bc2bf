/** How much of its form a lead filled in. */
export type FilledForm = {
  /** How many fields the form showed, where it counts them. */
  readonly fieldsTotal?: number | null
  readonly fieldsCompleted?: number | null
  /** For each optional field of the capture request: whether it holds something. Used where the form does not count. */
  readonly optionalPresent: readonly boolean[]
}

const isCount = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/**
 * Whether all fields were filled in or only the required ones. All means every field the form actually showed; a form
 * that does not count its fields, or counts what cannot be, is judged by the optional fields that arrived. A submitted
 * form always has at least its required fields, so there is no third answer.
 *
 * `formCompletion({ fieldsTotal: 8, fieldsCompleted: 8, optionalPresent: [] })` is `'all'`, with 7 it is `'required'`;
 * without counts and with all optional fields present it is `'all'`.
 */
export const formCompletion = ({
  fieldsTotal,
  fieldsCompleted,
  optionalPresent,
}: FilledForm): 'all' | 'required' => {
  if (isCount(fieldsTotal) && isCount(fieldsCompleted) && fieldsTotal > 0 && fieldsCompleted <= fieldsTotal)
    return fieldsCompleted === fieldsTotal ? 'all' : 'required'
  return optionalPresent.length > 0 && optionalPresent.every(Boolean) ? 'all' : 'required'
}
