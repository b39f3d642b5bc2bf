import { Skeleton, SkeletonLines } from '@tributary/ui'

/** Stands where a page will be while it is fetched. */
export const PagePending = () => (
  <div className="flex flex-col gap-4 p-gutter">
    <Skeleton className="h-7 w-48" />
    <SkeletonLines lines={6} label="Loading the page" />
  </div>
)
