import { CopyButton } from '../../../shell/copy-button.tsx'

/** Text for a machine, with a button that copies it. */
export const Code = ({ label, text }: { label: string; text: string }) => (
  <div className="flex rounded-md border border-line bg-bg max-sm:flex-col sm:flex-row-reverse">
    <span className="flex shrink-0 justify-end border-line p-1 max-sm:border-b sm:items-start">
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </span>
    <pre
      role="region"
      aria-label={label}
      tabIndex={0}
      className="max-h-64 min-w-0 flex-1 overflow-auto p-3 font-mono text-xs"
    >
      <code>{text}</code>
    </pre>
  </div>
)
