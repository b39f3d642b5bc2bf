import { Link } from '@tanstack/react-router'
import type { DealBoard as Board, DealCard, DealFilter, DealStage } from '@tributary/contracts'
import { addDays } from '@tributary/kernel'
import { Button, cn, EmptyState, Skeleton, useFormats } from '@tributary/ui'
import { Handshake, SearchX } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useLiveTopics } from '../../api/live.ts'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { useToday } from '../../range/use-today.ts'
import { useShortcut } from '../../shell/shortcuts.ts'
import { dealStageWords } from '../../words.ts'
import { BoardCard } from './board-card.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { isFiltered } from './deal-filter.ts'
import { nextStages, stageBeside } from './deal-words.ts'
import { LostReasonChoice } from './lost-reason.tsx'
import { SumLines } from './stage-sums.tsx'
import { useAskStage } from './use-ask-stage.tsx'
import { useBoardDrag } from './use-board-drag.ts'

type DealBoardProps = {
  filter: DealFilter
  move: MoveDeals
  onFilter: (filter: DealFilter) => void
  onAdd: () => void
  onOpen: (deal: DealCard) => void
}

const CLOSED_DAYS = 30
const COALESCE_MS = 400

const focusDeal = (id: string | undefined): void => {
  if (id) document.querySelector<HTMLElement>(`[data-deal="${id}"]`)?.focus()
}

/** The card beside one, for the arrow keys: up and down in its column, left and right at the same height. */
const cardBeside = ({ columns }: Board, deal: DealCard, key: string): string | undefined => {
  const column = columns.findIndex(({ items }) => items.some(({ id }) => id === deal.id))
  const place = columns[column]?.items.findIndex(({ id }) => id === deal.id) ?? -1
  if (key === 'ArrowDown') return columns[column]?.items[place + 1]?.id
  if (key === 'ArrowUp') return columns[column]?.items[place - 1]?.id
  const filled = (key === 'ArrowRight' ? columns.slice(column + 1) : columns.slice(0, column).reverse()).find(
    ({ items }) => items.length > 0,
  )
  return filled?.items[Math.min(place, filled.items.length - 1)]?.id
}

/** What others change is seen within half a second. */
const useBoard = (filter: DealFilter) => {
  const utils = trpc.useUtils()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLiveTopics((topics) => {
    if (!topics.some((topic) => topic === 'leads' || topic.startsWith('lead:'))) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void utils.deals.board.invalidate()
    }, COALESCE_MS)
  })
  return trpc.deals.board.useQuery({ filter, closedDays: CLOSED_DAYS }, { placeholderData: (old) => old })
}

const Waiting = () => (
  <div
    className="grid grid-cols-5 gap-3 max-sm:grid-cols-1"
    role="status"
    aria-label="The board is being loaded"
  >
    {['a', 'b', 'c', 'd', 'e'].map((key) => (
      <Skeleton key={key} className="h-80 w-full rounded-lg max-sm:h-24" />
    ))}
  </div>
)

type ColumnProps = { column: Board['columns'][number]; filter: DealFilter }

const ColumnHead = ({ column }: Pick<ColumnProps, 'column'>) => {
  const formats = useFormats()
  const closed = column.stage === 'won' || column.stage === 'lost'
  return (
    <header className="px-1 pb-2">
      <h2 className="flex items-baseline justify-between gap-2 font-semibold text-sm">
        {dealStageWords[column.stage]}
        <span className="font-normal text-muted text-xs tabular-nums">
          {formats.count(column.n)}
          {closed ? `, ${CLOSED_DAYS} days` : ''}
        </span>
      </h2>
      <SumLines sums={column.sums} open={!closed} />
    </header>
  )
}

/** Where the cards of a column stand that the board does not show. */
const Rest = ({ column, filter }: Pick<ColumnProps, 'column' | 'filter'>) => {
  const formats = useFormats()
  const today = useToday()
  if (column.nextCursor === null) return null
  const closed = column.stage === 'won' || column.stage === 'lost'
  const lately = closed && !filter.closedFrom ? { closedFrom: addDays(today, 1 - CLOSED_DAYS) } : {}
  return (
    <Link
      {...paths.deals({ ...filter, ...lately, stage: [column.stage] })}
      className="rounded-md px-1 py-1.5 text-center text-primary-text text-sm underline-offset-2 hover:underline"
    >
      All {formats.count(column.n)} in the table
    </Link>
  )
}

type ShownProps = { board: Board; isOld: boolean } & Pick<DealBoardProps, 'filter' | 'move' | 'onOpen'>

const Columns = ({ board, isOld, filter, move, onOpen }: ShownProps) => {
  const element = useRef<HTMLDivElement>(null)
  const [losing, setLosing] = useState<DealCard | null>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const returnTo = useRef<string | null>(null)
  const asking = useAskStage(move)
  const latest = useRef({ board, move })
  latest.current = { board, move }
  const dealOf = (id: string | null | undefined): DealCard | undefined =>
    latest.current.board.columns.flatMap(({ items }) => items).find((deal) => deal.id === id)

  // A card that went to another column by key keeps the focus there.
  useEffect(() => {
    if (!returnTo.current) return
    if (document.activeElement?.getAttribute('data-deal') !== returnTo.current) focusDeal(returnTo.current)
  }, [board])

  const put = useCallback((deal: DealCard, to: DealStage): void => {
    if (!nextStages(deal.stage).includes(to)) return
    if (to === 'lost') setLosing(deal)
    else latest.current.move([deal.id], to)
  }, [])
  const dragging = useBoardDrag({
    board: element,
    may: (id, stage) => {
      const deal = dealOf(id)
      return deal !== undefined && nextStages(deal.stage).some((to) => to === stage)
    },
    onPut: (id, stage) => {
      const deal = dealOf(id)
      returnTo.current = null
      if (deal) put(deal, stage as DealStage)
    },
  })
  const onKey = useCallback(
    (event: KeyboardEvent, deal: DealCard): void => {
      setActiveId(deal.id)
      if (!event.key.startsWith('Arrow')) return
      event.preventDefault()
      const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
      if (!event.shiftKey || sideways === null) {
        returnTo.current = null
        return focusDeal(cardBeside(latest.current.board, deal, event.key))
      }
      const to = deal.lead.locked ? null : stageBeside(deal.stage, sideways)
      if (!to) return
      returnTo.current = deal.id
      put(deal, to)
    },
    [put],
  )
  useShortcut('s', 'Move the deal to a stage', 'Deals', () => {
    const deal = dealOf(document.activeElement?.getAttribute('data-deal') ?? activeId)
    if (deal && !deal.lead.locked) asking.ask(deal)
  })
  return (
    <>
      <p id="board-keys" className="sr-only">
        Arrow keys go from card to card. Shift with the left or right arrow moves the deal to the next stage.
        S lists all stages. Enter opens the deal.
      </p>
      <div
        ref={element}
        className={cn(
          'grid min-w-0 auto-cols-[minmax(15rem,1fr)] grid-flow-col gap-3 overflow-x-auto pb-2 transition-opacity',
          isOld && 'opacity-60',
        )}
      >
        {board.columns.map((column) => (
          <section
            key={column.stage}
            data-stage={column.stage}
            aria-label={dealStageWords[column.stage]}
            className={cn(
              'flex min-h-64 min-w-0 flex-col rounded-lg border border-transparent bg-hover/60 p-2',
              dragging?.over === column.stage && 'border-primary bg-primary-soft',
            )}
          >
            <ColumnHead column={column} />
            <div className="flex min-h-0 flex-1 flex-col gap-2">
              {column.stage === 'lost' && losing ? (
                <LostReasonChoice
                  key={losing.id}
                  deal={losing}
                  onChoose={(reason) => {
                    setLosing(null)
                    returnTo.current = losing.id
                    move([losing.id], 'lost', reason)
                  }}
                  onCancel={() => {
                    setLosing(null)
                    focusDeal(losing.id)
                  }}
                />
              ) : null}
              <ul aria-label={`Deals: ${dealStageWords[column.stage]}`} className="flex flex-col gap-2">
                {column.items.map((deal) => (
                  <BoardCard
                    key={deal.id}
                    deal={deal}
                    move={move}
                    onOpen={onOpen}
                    onKey={onKey}
                    dragged={dragging?.id === deal.id || losing?.id === deal.id}
                  />
                ))}
              </ul>
              <Rest column={column} filter={filter} />
            </div>
          </section>
        ))}
      </div>
      {asking.dialog}
    </>
  )
}

/** The pipeline in columns: dragged, moved by keys (Shift and an arrow), by menu, or with S. */
export const DealBoard = ({ filter, move, onFilter, onAdd, onOpen }: DealBoardProps) => {
  const query = useBoard(filter)
  if (!query.data) {
    if (!query.error) return <Waiting />
    return <ReadFailure title="The board could not be read" query={query} />
  }
  if (query.data.columns.some(({ n }) => n > 0))
    return (
      <Columns
        board={query.data}
        isOld={query.isPlaceholderData}
        filter={filter}
        move={move}
        onOpen={onOpen}
      />
    )
  return isFiltered(filter) ? (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="No deal matches"
      action={<Button onClick={() => onFilter({})}>Clear the filter</Button>}
    >
      Take a condition away, or look for something else. Closed deals stand here for {CLOSED_DAYS} days.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<Handshake aria-hidden />}
      title="No deals on the board"
      action={
        <Button tone="primary" onClick={onAdd}>
          New deal
        </Button>
      }
    >
      A deal is opened when a lead reaches the stage Proposal, or here by hand. Closed deals stand here for{' '}
      {CLOSED_DAYS} days.
    </EmptyState>
  )
}
