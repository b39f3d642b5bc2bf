import { useEffect, useRef, useState } from 'react'

const TYPING_MS = 200

/** A search box that waits until typing pauses; whatever else changes the text shows up in it. */
export const useTypedText = (text: string, onText: (text: string) => void) => {
  const [typed, setTyped] = useState(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(text)
  const latest = useRef(onText)
  latest.current = onText
  useEffect(() => {
    if (text === sent.current) return
    sent.current = text
    clearTimeout(timer.current)
    setTyped(text)
  }, [text])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string): void => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = next.trim()
      latest.current(next.trim())
    }, TYPING_MS)
  }
  return [typed, type] as const
}
