import type { ExportLeads } from '@tributary/contracts'
import { Button, toast } from '@tributary/ui'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { downloadLeads } from '../../api/download-leads.ts'
import { useMay } from '../../session/session.ts'

type ExportButtonProps = {
  input: Partial<ExportLeads>
  count: number
  size?: 'small'
}

/** Exactly what the list shows, as a file: the same filter, order and columns. */
export const ExportButton = ({ input, count, size }: ExportButtonProps) => {
  const may = useMay()
  const [pending, setPending] = useState(false)
  const why = may.whyNot('leads.export') ?? (count === 0 ? 'There are no leads to export' : null)
  const save = async (): Promise<void> => {
    setPending(true)
    try {
      await downloadLeads(input)
      toast.success('The file is ready')
    } catch (error) {
      toast.error('The export failed', {
        description: error instanceof Error ? error.message : 'Try again in a moment.',
      })
    }
    setPending(false)
  }
  return (
    <Button
      size={size}
      icon={<Download aria-hidden />}
      pending={pending}
      disabledReason={why}
      onClick={() => void save()}
    >
      Export
    </Button>
  )
}
