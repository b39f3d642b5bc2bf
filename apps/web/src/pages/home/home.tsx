import { Page } from '@tributary/ui'
import { useMe } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'

/** What needs me now? */
export const Home = () => {
  usePageTitle('Home')
  const me = useMe()
  return (
    <Page title={`Good to see you, ${me.nickname || me.name}`} summary="What needs you now">
      {null}
    </Page>
  )
}
