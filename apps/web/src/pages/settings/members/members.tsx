import { Page } from '@tributary/ui'
import { usePageTitle } from '../../../shell/page-title.ts'

export const Members = () => {
  usePageTitle('Members')
  return <Page title="Members">{null}</Page>
}
