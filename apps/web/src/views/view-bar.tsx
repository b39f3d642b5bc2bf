import { Link, type LinkProps, useNavigate } from '@tanstack/react-router'
import type { ViewList } from '@tributary/contracts'
import { Button, cn, IconButton, Menu } from '@tributary/ui'
import { Bookmark, Ellipsis, Users } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { refused } from '../api/refused.ts'
import { ChoiceDialog } from '../forms/choice-dialog.tsx'
import { useShortcut } from '../shell/shortcuts.ts'
import { isSameSearch } from './same-search.ts'
import { useViews, type ViewOf, type ViewSearchOf } from './use-views.ts'
import { ViewDialog } from './view-dialog.tsx'

const ALL = 'all'
const SAVE = 'save'
const KEYS = 9

/** An address of the list. */
export type Place = Pick<LinkProps, 'to' | 'search'>

const ViewKey = ({ at, name, place }: { at: number; name: string; place: Place }) => {
  const navigate = useNavigate()
  useShortcut(`${at}`, `Open ${name}`, 'Views', () => void navigate(place))
  return null
}

const Tab = ({
  name,
  place,
  current,
  shared,
}: {
  name: string
  place: Place
  current: boolean
  shared?: boolean
}) => {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <Link
      ref={link}
      {...place}
      activeOptions={{ exact: true }}
      activeProps={{}}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm pointer-coarse:h-11',
        current ? 'bg-primary-soft font-medium text-primary-text' : 'text-muted hover:bg-hover hover:text-fg',
      )}
    >
      <span className="max-w-48 truncate">{name}</span>
      {shared ? <Users role="img" aria-label="shared" className="size-3.5 text-subtle" /> : null}
    </Link>
  )
}

type Asked = 'open' | 'save' | 'rename' | null

type ViewBarProps<List extends ViewList> = {
  list: List
  /** The view that the address names. */
  opened: string | undefined
  /** The address names a view and says nothing else. */
  isBare: boolean
  /** The list on screen, as a view would keep it. */
  now: ViewSearchOf<List>
  /** Nothing was asked for: all of the list is on screen, as everybody begins. */
  isAll: boolean
  /** Where a view is; all of the list without one. */
  placeOf: (view?: ViewOf<List>) => Place
  /** The list on screen without the name of a view. */
  unnamed: Place
}

/** The views of a list as tabs, and what the one on screen needs: save, save as, discard. */
export const ViewBar = <List extends ViewList>({
  list,
  opened,
  isBare,
  now,
  isAll,
  placeOf,
  unnamed,
}: ViewBarProps<List>) => {
  const navigate = useNavigate()
  const { views = [], add, update, remove, pending } = useViews(list)
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const current = views.find(({ id }) => id === opened)
  const isChanged = current !== undefined && !isSameSearch(now, current.search)
  const go = (place: Place, replace = false): void => void navigate({ ...place, replace, resetScroll: false })

  // A link with only the id of a view shows what the view shows now.
  const fill = current && isBare && isChanged ? placeOf(current) : undefined
  const latest = useRef(fill)
  latest.current = fill
  const isFilled = fill === undefined
  useEffect(() => {
    if (!isFilled && latest.current) void navigate({ ...latest.current, replace: true })
  }, [isFilled, navigate])

  useShortcut('v', 'Open or save a view', 'Views', () => setAsked(views.length > 0 ? 'open' : 'save'))
  const canSave = !current && !isAll
  return (
    <>
      {views.length > 0 || canSave ? (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <nav aria-label="Views" className="flex min-w-0 gap-1 overflow-x-auto">
            <Tab name={`All ${list}`} place={placeOf()} current={!current && isAll} />
            {views.map((view) => (
              <Tab
                key={view.id}
                name={view.name}
                place={placeOf(view)}
                current={view.id === current?.id}
                shared={view.shared}
              />
            ))}
          </nav>
          {current && isChanged ? (
            <span className="flex items-center gap-1 text-sm">
              <span className="text-muted">View changed</span>
              {current.mine ? (
                <Button
                  size="small"
                  pending={pending}
                  onClick={() =>
                    void update(current, { search: now }).catch(refused('The view was not saved'))
                  }
                >
                  Save
                </Button>
              ) : null}
              <Button size="small" onClick={() => setAsked('save')}>
                Save as
              </Button>
              <Button size="small" tone="ghost" onClick={() => go(placeOf(current))}>
                Discard
              </Button>
            </span>
          ) : null}
          {canSave ? (
            <Button
              size="small"
              tone="ghost"
              icon={<Bookmark aria-hidden />}
              onClick={() => setAsked('save')}
            >
              Save as a view
            </Button>
          ) : null}
          {current?.mine ? (
            <Menu
              trigger={
                <IconButton
                  size="small"
                  label={`More about ${current.name}`}
                  icon={<Ellipsis aria-hidden />}
                />
              }
              items={[
                { id: 'rename', label: 'Rename or share', onSelect: () => setAsked('rename') },
                {
                  id: 'delete',
                  label: 'Delete the view',
                  onSelect: () => void remove(current).then((gone) => gone && go(unnamed, true)),
                },
              ]}
            />
          ) : current ? (
            <span className="text-muted text-xs">shared by {current.by}</span>
          ) : null}
        </div>
      ) : null}
      {views.slice(0, KEYS).map((view, at) => (
        <ViewKey key={view.id} at={at + 1} name={view.name} place={placeOf(view)} />
      ))}
      <ChoiceDialog
        key={asked ?? 'none'}
        open={asked === 'open'}
        onOpenChange={(open) => !open && close()}
        title="Open a view"
        choices={[
          { value: ALL, label: `All ${list}`, current: !current },
          ...views.map(({ id, name, shared, by, mine }, at) => ({
            value: id,
            label: name,
            hint: [shared ? (mine ? 'shared' : `by ${by}`) : '', at < KEYS ? `${at + 1}` : '']
              .filter(Boolean)
              .join(' · '),
            current: id === current?.id,
          })),
          ...(canSave || isChanged ? [{ value: SAVE, label: 'Save what is on screen as a view' }] : []),
        ]}
        onChoose={(id) => {
          if (id === SAVE) return setAsked('save')
          close()
          go(placeOf(views.find((one) => one.id === id)))
        }}
      />
      <ViewDialog
        list={list}
        title={asked === 'rename' ? 'Rename or share the view' : 'Save as a view'}
        before={
          asked === 'rename' && current
            ? { name: current.name, shared: current.shared }
            : { name: '', shared: false }
        }
        open={asked === 'save' || asked === 'rename'}
        onClose={close}
        onSave={async (named) => {
          if (asked === 'rename' && current) return update(current, named)
          return go(placeOf(await add({ ...named, search: now })), true)
        }}
      />
    </>
  )
}
