const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? '') === JSON.stringify(other ?? '')

/**
 * What of mine somebody else changed to something else since I read it. What they alone changed stays theirs and what I
 * alone changed becomes mine, without a question.
 */
export const clashingKeys = <Values extends object>(
  read: Values,
  mine: Partial<Values>,
  theirs: Values,
): (keyof Values)[] =>
  (Object.keys(mine) as (keyof Values)[]).filter(
    (key) => !same(theirs[key], read[key]) && !same(theirs[key], mine[key]),
  )
