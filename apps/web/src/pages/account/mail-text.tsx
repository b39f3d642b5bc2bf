import { textLink } from './account-frame.tsx'

const ADDRESS = /(https?:\/\/[^\s<>"]+)/

/** The text of a mail, its addresses as links. It is shown as text, whatever it holds. */
export const MailText = ({ text }: { text: string }) => (
  <p className="whitespace-pre-wrap break-words text-sm">
    {text.split(ADDRESS).map((part, place) =>
      place % 2 === 1 ? (
        <a key={place} href={part} className={textLink}>
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </p>
)
