import { Link, useNavigate } from '@tanstack/react-router'
import type { LeadFilter, SavedView } from '@tributary/contracts'
import { Button, cn, IconButton, Menu } from '@tributary/ui'
import { Bookmark, Ellipsis, Users } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { refused } from '../../../api/refused.ts'
import { ChoiceDialog } from '../../../forms/choice-dialog.tsx'
import { paths } from '../../../paths.ts'
import { useShortcut } from '../../../shell/shortcuts.ts'
import { isFiltered } from '../lead-filter.ts'
import type { LeadSearch } from '../lead-search.ts'
import { useViews } from './use-views.ts'
import { ViewDialog } from './view-dialog.tsx'
import { addressOf, isBare, isSameSearch, viewSearchOf } from './view-search.ts'

const ALL = 'all'
const SAVE = 'save'
const KEYS = 9

const ViewKey = ({ place, view }: { place: number; view: SavedView }) => {
  const navigate = useNavigate()
  useShortcut(`${place}`, `Open ${view.name}`, 'Views', () => void navigate(paths.leads(addressOf(view))))
  return null
}

const Tab = ({
  name,
  search,
  current,
  shared,
}: {
  name: string
  search: LeadSearch
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
      {...paths.leads(search)}
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

/** The views of the list as tabs, and what the one on screen needs: save, save as, discard. */
export const ViewBar = ({ search, filter }: { search: LeadSearch; filter: LeadFilter }) => {
  const navigate = useNavigate()
  const { views = [], add, update, remove, pending } = useViews()
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const current = views.find(({ id }) => id === search.view)
  const now = viewSearchOf(search, filter)
  const isChanged = current !== undefined && !isSameSearch(now, current.search)
  const go = (to: LeadSearch, replace = false): void =>
    void navigate({ ...paths.leads(to), replace, resetScroll: false })

  // A link with only the id of a view shows what the view shows now.
  const fill = current && isBare(search) && isChanged ? current : undefined
  useEffect(() => {
    if (fill) void navigate({ ...paths.leads(addressOf(fill)), replace: true })
  }, [fill, navigate])

  useShortcut('v', 'Open or save a view', 'Views', () => setAsked(views.length > 0 ? 'open' : 'save'))
  const anythingToKeep =
    isFiltered(now.filter as LeadFilter) || now.sort !== undefined || now.hide !== undefined
  const canSave = !current && anythingToKeep
  return (
    <>
      {views.length > 0 || canSave ? (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <nav aria-label="Views" className="flex min-w-0 gap-1 overflow-x-auto">
            <Tab name="All leads" search={{}} current={!current && !anythingToKeep} />
            {views.map((view) => (
              <Tab
                key={view.id}
                name={view.name}
                search={addressOf(view)}
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
              <Button size="small" tone="ghost" onClick={() => go(addressOf(current))}>
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
                  onSelect: () => {
                    const { view: _view, ...rest } = search
                    void remove(current).then((gone) => gone && go(rest, true))
                  },
                },
              ]}
            />
          ) : current ? (
            <span className="text-muted text-xs">shared by {current.by}</span>
          ) : null}
        </div>
      ) : null}
      {views.slice(0, KEYS).map((view, at) => (
        <ViewKey key={view.id} place={at + 1} view={view} />
      ))}
      <ChoiceDialog
        key={asked ?? 'none'}
        open={asked === 'open'}
        onOpenChange={(open) => !open && close()}
        title="Open a view"
        choices={[
          { value: ALL, label: 'All leads', current: !current },
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
          const view = views.find((one) => one.id === id)
          go(view ? addressOf(view) : {})
        }}
      />
      <ViewDialog
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
          return go(addressOf(await add({ ...named, search: now })), true)
        }}
      />
    </>
  )
}
