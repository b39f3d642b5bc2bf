type Undo = () => void

/** So many changes can be taken back one after the other. */
const MOST = 20

/** What was done on this page and can be taken back, the last one at the end. */
const done: Undo[] = []

export const forgetUndo = (undo: Undo): void => {
  const at = done.lastIndexOf(undo)
  if (at >= 0) done.splice(at, 1)
}

export const rememberUndo = (undo: Undo): void => {
  done.push(undo)
  if (done.length > MOST) done.shift()
}

/** Takes back what was done last, wherever that was. False when there is nothing. */
export const undoLast = (): boolean => {
  const last = done.at(-1)
  last?.()
  return last !== undefined
}

/** What one person did is not taken back by the next. */
export const forgetUndos = (): void => {
  done.length = 0
}
