import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChoiceDialog } from './choice-dialog.tsx'

const owners = [
  { value: 'a', label: 'Arjun Malhotra' },
  { value: 'm', label: 'Meera Joshi', current: true },
  { value: 's', label: 'Sneha Pawar' },
]

describe('choosing one of a list', () => {
  let root: Root
  const onChoose = vi.fn<(value: string) => void>()
  const options = () => [...document.querySelectorAll('[role=option]')]
  const box = (): HTMLInputElement => {
    const found = document.querySelector<HTMLInputElement>('[role=combobox]')
    if (!found) throw new Error('There is no box to type into')
    return found
  }
  const press = (...keys: string[]) =>
    keys.forEach((key) =>
      act(() => void box().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))),
    )
  const type = (text: string) =>
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box(), text)
      box().dispatchEvent(new Event('input', { bubbles: true }))
    })

  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
    root = createRoot(document.body.appendChild(document.createElement('div')))
    act(() =>
      root.render(
        <ChoiceDialog
          title="Assign 3 leads"
          choices={owners}
          open
          onOpenChange={() => undefined}
          onChoose={onChoose}
        />,
      ),
    )
  })
  afterEach(() => {
    act(() => root.unmount())
    document.body.replaceChildren()
    onChoose.mockReset()
  })

  it('begins at what is chosen now', () => {
    expect(document.querySelector('[aria-selected=true]')?.textContent).toContain('Meera Joshi')
  })

  it('typing narrows and Enter takes the first that is left', () => {
    type('paw')
    expect(options()).toHaveLength(1)
    press('Enter')
    expect(onChoose).toHaveBeenCalledWith('s')
  })

  it('arrows go round', () => {
    press('ArrowDown', 'ArrowDown', 'Enter')
    expect(onChoose).toHaveBeenCalledWith('a')
  })

  it('Enter chooses nothing when nothing matches', () => {
    type('zzz')
    expect(options()).toHaveLength(0)
    press('Enter')
    expect(onChoose).not.toHaveBeenCalled()
  })
})
