import { Avatar } from '@tributary/ui'
import type { ComponentProps } from 'react'
import { useMe } from '../session/session.ts'

/** My face; opens the account menu. */
export const AccountButton = (props: ComponentProps<'button'>) => {
  const me = useMe()
  return (
    <button
      type="button"
      aria-haspopup="menu"
      {...props}
      aria-label={`${me.name}: account`}
      className="rounded-full"
    >
      <Avatar name={me.nickname || me.name} src={me.photoUrl} decorative />
    </button>
  )
}
