import { Page } from '@tributary/ui'
import { usePageTitle } from '../../shell/page-title.ts'

export const Profile = () => {
  usePageTitle('My profile')
  return <Page title="My profile">{null}</Page>
}
