import { Page } from '@tributary/ui'
import { usePageTitle } from '../../shell/page-title.ts'

export const Sessions = () => {
  usePageTitle('Sessions')
  return <Page title="Sessions">{null}</Page>
}
