import { Button } from '@tributary/ui'

type Paged = { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; fetchNextPage(): unknown }

/** Under a list that comes in pages, one when it is asked for. */
export const LoadMore = ({ query, what }: { query: Paged; what: string }) =>
  query.hasNextPage ? (
    <div className="flex justify-center border-line border-t p-2">
      <Button size="small" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        Load more {what}
      </Button>
    </div>
  ) : null
