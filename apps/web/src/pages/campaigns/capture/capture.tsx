import { getRouteApi } from '@tanstack/react-router'
import { Banner, SkeletonLines } from '@tributary/ui'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { trpc } from '../../../api/trpc.ts'
import { FormTexts } from './form-texts.tsx'
import { Limits } from './limits.tsx'
import { AllowedOrigins } from './origins.tsx'
import { HostedForm, PublicApi, Token, WebsiteSnippet } from './snippets.tsx'
import { TestSubmission } from './test-submission.tsx'

const route = getRouteApi('/app/campaigns/$campaignId/capture')

// A form begins anew where the server's values changed, as by an undo.
/** How leads get in: what to put on a website, from where, and how many. */
export const Capture = () => {
  const { campaignId } = route.useParams()
  const { data, error, isRefetching, refetch } = trpc.campaigns.capture.useQuery({ id: campaignId })
  if (error && !data)
    return (
      <ReadFailure
        title="The capture settings could not be read"
        query={{ error, isFetching: isRefetching, refetch }}
      />
    )
  if (!data) return <SkeletonLines lines={10} label="Loading the capture settings" />
  return (
    <div className="flex flex-col gap-4">
      {data.closedBecause ? (
        <Banner tone="warning" className="rounded-lg">
          No submission is taken now: {data.closedBecause}
        </Banner>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <WebsiteSnippet capture={data} />
          <HostedForm capture={data} />
          <PublicApi capture={data} />
          <Token capture={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <TestSubmission capture={data} />
          <AllowedOrigins capture={data} />
          <Limits
            key={JSON.stringify([
              data.hourlyCap,
              data.requireToken,
              data.requireConsent,
              data.defaultCountry,
            ])}
            capture={data}
          />
          <FormTexts key={JSON.stringify(data.form)} capture={data} />
        </div>
      </div>
    </div>
  )
}
