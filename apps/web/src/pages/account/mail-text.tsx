import { textLink } from './account-frame.tsx'

// The text never changes, so a part is its place.
const keyOf = (place: number): string => `part-${place}`
const ADDRESS = /(https?:\/\/[^\s<>"]+)/

/** The text of a mail, its addresses as links. It is shown as text, whatever it holds. */
export const MailText = ({ text }: { text: string }) => (
  <p className="whitespace-pre-wrap break-words text-sm">
    {text.split(ADDRESS).map((part, place) =>
      place % 2 === 1 ? (
        <a key={keyOf(place)} href={part} className={textLink}>
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </p>
)
