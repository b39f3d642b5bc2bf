import { afterEach, describe, expect, it } from 'vitest'
import { optimistic, patch } from './optimistic.ts'
import { queryClient } from './trpc.ts'

type Lead = { id: string; stage: string }
const list = [['leads', 'list'], { type: 'query' }]
const detail = [['leads', 'read'], { input: { id: 'a' }, type: 'query' }]

const moving = optimistic<{ id: string; stage: string }>({
  patches: ({ id, stage }) => [
    patch<Lead[]>([['leads', 'list']], (old) =>
      old.map((lead) => (lead.id === id ? { ...lead, stage } : lead)),
    ),
    patch<Lead>([['leads', 'read']], (old) => (old.id === id ? { ...old, stage } : old)),
  ],
  failed: 'The stage was not changed',
})

describe('changing before the server answers', () => {
  afterEach(() => queryClient.clear())

  const begin = () => {
    queryClient.setQueryData(list, [
      { id: 'a', stage: 'new' },
      { id: 'b', stage: 'new' },
    ])
    queryClient.setQueryData(detail, { id: 'a', stage: 'new' })
    return moving.onMutate({ id: 'a', stage: 'won' })
  }

  it('shows the change in the list and on the record at once', async () => {
    await begin()
    expect(queryClient.getQueryData(list)).toEqual([
      { id: 'a', stage: 'won' },
      { id: 'b', stage: 'new' },
    ])
    expect(queryClient.getQueryData(detail)).toEqual({ id: 'a', stage: 'won' })
  })

  it('takes all of it back when the server refuses', async () => {
    const before = await begin()
    moving.onError(new Error('no'), { id: 'a', stage: 'won' }, before)
    expect(queryClient.getQueryData<Lead[]>(list)?.[0]?.stage).toBe('new')
    expect(queryClient.getQueryData<Lead>(detail)?.stage).toBe('new')
  })

  it('reads again what it changed, whatever the answer was', async () => {
    await begin()
    await moving.onSettled(undefined, undefined, { id: 'a', stage: 'won' })
    expect(queryClient.getQueryState(list)?.isInvalidated).toBe(true)
    expect(queryClient.getQueryState(detail)?.isInvalidated).toBe(true)
  })

  it('does not invent a list that nobody has read', async () => {
    await moving.onMutate({ id: 'a', stage: 'won' })
    expect(queryClient.getQueryData(list)).toBeUndefined()
  })
})
