import { getRouteApi } from '@tanstack/react-router'
import { Badge, Button, ConfirmDialog, type DataColumn, RelativeTime, toast } from '@tributary/ui'
import { KeyRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import { refused } from '../../../api/refused.ts'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { SettingsList } from '../settings-list.tsx'
import { useListState } from '../use-list-state.ts'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { SCOPE_WORDS } from './scope-words.ts'

type Key = Outputs['apiKeys']['list'][number]
const route = getRouteApi('/app/settings/api-keys')

/** Which programs may send or read leads? */
export const ApiKeys = () => {
  const search = route.useSearch()
  const { open, onOpen } = useListState(search)
  const utils = trpc.useUtils()
  const [revoking, setRevoking] = useState<Key | null>(null)
  const keys = trpc.apiKeys.list.useQuery()
  const revoke = trpc.apiKeys.revoke.useMutation({
    onSuccess: async () => {
      toast.success(`${revoking?.name ?? 'The key'} is revoked`)
      setRevoking(null)
      await utils.apiKeys.list.invalidate()
    },
    onError: refused('The key still works'),
  })
  const columns = useMemo(
    (): DataColumn<Key>[] => [
      {
        id: 'name',
        header: 'Name',
        fixed: true,
        interactive: true,
        sortValue: ({ name }) => name,
        cell: ({ name }) => name,
      },
      {
        id: 'start',
        header: 'Begins with',
        width: 150,
        cell: ({ start }) => <span className="font-mono text-xs">{start}…</span>,
      },
      {
        id: 'scopes',
        header: 'May',
        cell: ({ scopes }) => (
          <span className="flex flex-wrap gap-1">
            {scopes.map((scope) => (
              <Badge key={scope}>{SCOPE_WORDS[scope]}</Badge>
            ))}
          </span>
        ),
      },
      {
        id: 'used',
        header: 'Last used',
        width: 120,
        firstSort: 'desc',
        sortValue: ({ lastUsedAt }) => lastUsedAt,
        cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} unknown="Not used yet" />,
      },
      {
        id: 'expires',
        header: 'Expires',
        width: 120,
        sortValue: ({ expiresAt }) => expiresAt,
        cell: ({ expiresAt }) => (expiresAt ? <RelativeTime at={expiresAt} /> : 'Never'),
      },
      {
        id: 'revoke',
        header: 'Actions',
        width: 96,
        interactive: true,
        cell: (key) => (
          <Button size="small" aria-label={`Revoke ${key.name}`} onClick={() => setRevoking(key)}>
            Revoke
          </Button>
        ),
      },
    ],
    [],
  )
  return (
    <SettingsList
      title="API keys"
      summary="For programs that send leads or read them over the public API. Each key is shown once."
      one="key"
      icon={<KeyRound aria-hidden />}
      query={keys}
      columns={columns}
      rowId={({ id }) => id}
      nameOf={nameOf}
      textsOf={textsOf}
      search={search}
      teach="Create one for each program, so that each can be revoked alone."
      add={{ label: 'Create a key' }}
      onOpen={() => undefined}
      renderCard={(key) => (
        <div className="flex items-start gap-2 p-3 text-sm">
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <span className="truncate font-medium">{key.name}</span>
            <span className="font-mono text-xs">{key.start}…</span>
            {columns[2]?.cell(key)}
          </div>
          {columns.at(-1)?.cell(key)}
        </div>
      )}
    >
      <CreateKeyDialog open={open === 'new'} onOpenChange={(shown) => onOpen(shown ? 'new' : undefined)} />
      <ConfirmDialog
        title={`Revoke ${revoking?.name ?? 'the key'}?`}
        confirm="Revoke the key"
        pending={revoke.isPending}
        open={revoking !== null}
        onOpenChange={(shown) => shown || setRevoking(null)}
        onConfirm={() => revoking && revoke.mutate({ id: revoking.id })}
      >
        What uses it is refused from this moment on. A key cannot be brought back.
      </ConfirmDialog>
    </SettingsList>
  )
}

const nameOf = ({ name }: Key) => name
const textsOf = ({ start, scopes }: Key) => [start, ...scopes]
