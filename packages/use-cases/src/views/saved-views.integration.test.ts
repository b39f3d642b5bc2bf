import { SavedViewSchema } from '@tributary/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { changeView, listViews, removeView, saveView } from './saved-views.ts'

let test: TestProduct
beforeAll(async () => {
  test = await openTestProduct()
})
afterAll(() => test.close())

const hot = { filter: { grade: ['A' as const] }, sort: 'score' as const }

describe('saved views', () => {
  it('a private view is seen by who made it, a shared one by all', async () => {
    const rep = test.as('rep')
    const mine = await saveView(rep, { list: 'leads', name: 'Only mine', shared: false, search: hot })
    const ours = await saveView(rep, { list: 'leads', name: 'Ours', shared: true, search: hot })
    expect((await listViews(rep)).map(({ name }) => name)).toEqual(['Only mine', 'Ours'])
    const seen = await listViews(test.as('viewer'))
    expect(seen).toEqual([{ ...ours, mine: false, by: test.members.rep.name }])
    await expect(removeView(test.as('viewer'), { id: mine.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is changed by who made it and by nobody else', async () => {
    const view = await saveView(test.as('manager'), { list: 'leads', name: 'Hot', shared: true, search: hot })
    await expect(
      changeView(test.as('rep'), { list: 'leads', id: view.id, name: 'Cold' }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const changed = await changeView(test.as('manager'), { list: 'leads', id: view.id, name: 'Hottest' })
    expect(changed).toMatchObject({ name: 'Hottest', shared: true, search: hot })
    await removeView(test.as('manager'), { id: view.id })
    expect((await listViews(test.as('manager'))).some(({ id }) => id === view.id)).toBe(false)
  })

  it('opens also when a word of its filter is no more', async () => {
    const { id } = await saveView(test.as('admin'), {
      list: 'leads',
      name: 'Old words',
      shared: false,
      search: hot,
    })
    await inOrganization(test.as('admin'), async ({ em }) => {
      const row = await em.findOneOrFail(SavedViewSchema, { id })
      row.search = { filter: { grade: ['A'], mood: ['good'] }, sort: 'luck' }
      await em.flush()
    })
    const [view] = (await listViews(test.as('admin'))).filter((one) => one.id === id)
    expect(view?.search).toEqual({ filter: { grade: ['A'] } })
  })

  it('of deals keeps the board and what their leads are asked for, and is no view of leads', async () => {
    const viewer = test.as('viewer')
    const search = {
      filter: { stage: ['proposal' as const], leads: { owner: ['me'] } },
      sort: 'amount' as const,
      view: 'board' as const,
    }
    const made = await saveView(viewer, { list: 'deals', name: 'My proposals', shared: false, search })
    expect(made).toMatchObject({ list: 'deals', search, mine: true })
    expect((await listViews(viewer)).filter(({ list }) => list === 'deals')).toEqual([made])
    await expect(changeView(viewer, { list: 'leads', id: made.id, search: hot })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const narrowed = { filter: { stage: ['won' as const] } }
    expect(await changeView(viewer, { list: 'deals', id: made.id, search: narrowed })).toMatchObject({
      name: 'My proposals',
      search: narrowed,
    })
  })

  it('of deals opens also when a word about their leads is no more: the other conditions stand', async () => {
    const { id } = await saveView(test.as('analyst'), {
      list: 'deals',
      name: 'Old words',
      shared: false,
      search: { filter: {} },
    })
    await inOrganization(test.as('analyst'), async ({ em }) => {
      const row = await em.findOneOrFail(SavedViewSchema, { id })
      row.search = {
        filter: { stage: ['won'], mood: 'good', leads: { grade: ['A'], mood: ['good'] } },
        view: 'carousel',
      }
      await em.flush()
    })
    const [view] = (await listViews(test.as('analyst'))).filter((one) => one.id === id)
    expect(view?.search).toEqual({ filter: { stage: ['won'], leads: { grade: ['A'] } } })
  })
})
