import { IconButton, toast } from '@tributary/ui'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

type CopyButtonProps = { text: string; label: string }

/** Puts a text on the clipboard and says so. */
export const CopyButton = ({ text, label }: CopyButtonProps) => {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast.error('The browser did not allow copying', {
        description: 'Select the text and copy it by hand.',
      })
    }
  }
  return (
    <>
      <IconButton
        size="small"
        label={copied ? 'Copied' : label}
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={copy}
      />
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  )
}
