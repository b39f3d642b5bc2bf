const inOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, one]) => [key, inOrder(one)])
    : value

/** Whether two searches ask for the same, in whatever order their conditions stand. */
export const isSameSearch = (one: object, other: object): boolean =>
  JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))
