import { CopyButton } from '../../../shell/copy-button.tsx'

/** Text for a machine, with a button that copies it. */
export const Code = ({ label, text }: { label: string; text: string }) => (
  <div className="rounded-md border border-line bg-bg sm:relative">
    <span className="flex justify-end border-line p-1 max-sm:border-b sm:absolute sm:end-1.5 sm:top-1.5 sm:rounded-md sm:bg-bg sm:p-0">
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </span>
    <pre
      role="region"
      aria-label={label}
      tabIndex={0}
      className="max-h-64 overflow-auto p-3 font-mono sm:pe-11 text-xs"
    >
      <code>{text}</code>
    </pre>
  </div>
)
