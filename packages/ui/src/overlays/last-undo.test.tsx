import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetUndos, undoLast } from './last-undo.ts'
import { explainUndo, Toaster, toast } from './toast.tsx'

beforeEach(() => {
  forgetUndos()
  render(<Toaster />)
})
afterEach(() => {
  toast.dismiss()
  cleanup()
})

const doIt = (name: string, undone: string[], undo?: () => Promise<unknown>): void => {
  act(() => {
    toast.success(name, {
      undo: async () => {
        undone.push(name)
        return undo?.()
      },
    })
  })
}
const takeBack = (): boolean => {
  let was = false
  act(() => {
    was = undoLast()
  })
  return was
}

describe('taking back what was done last', () => {
  it('goes back one change after the other, the last one first', () => {
    const undone: string[] = []
    doIt('renamed', undone)
    doIt('moved', undone)
    expect([takeBack(), takeBack(), takeBack()]).toEqual([true, true, false])
    expect(undone).toEqual(['moved', 'renamed'])
  })

  it('takes nothing back twice when the button of the toast was pressed before the key', async () => {
    const undone: string[] = []
    doIt('moved', undone)
    const button = await screen.findByRole('button', { name: 'Undo' })
    act(() => button.click())
    expect(takeBack()).toBe(false)
    expect(undone).toEqual(['moved'])
  })

  it('says in the words of the house why it could not be taken back', async () => {
    explainUndo(() => 'Somebody changed this lead since.')
    doIt('moved', [], () => Promise.reject(new Error('409')))
    takeBack()
    expect(await screen.findByText('This could not be undone')).toBeTruthy()
    expect(await screen.findByText('Somebody changed this lead since.')).toBeTruthy()
  })

  it('is over when another person sits down at the same page', () => {
    doIt('moved', [])
    forgetUndos()
    expect(takeBack()).toBe(false)
  })
})
