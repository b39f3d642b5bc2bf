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
    const mine = await saveView(rep, { name: 'Only mine', shared: false, search: hot })
    const ours = await saveView(rep, { name: 'Ours', shared: true, search: hot })
    expect((await listViews(rep)).map(({ name }) => name)).toEqual(['Only mine', 'Ours'])
    const seen = await listViews(test.as('viewer'))
    expect(seen).toEqual([{ ...ours, mine: false, by: test.members.rep.name }])
    await expect(removeView(test.as('viewer'), { id: mine.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is changed by who made it and by nobody else', async () => {
    const view = await saveView(test.as('manager'), { name: 'Hot', shared: true, search: hot })
    await expect(changeView(test.as('rep'), { id: view.id, name: 'Cold' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const changed = await changeView(test.as('manager'), { id: view.id, name: 'Hottest' })
    expect(changed).toMatchObject({ name: 'Hottest', shared: true, search: hot })
    await removeView(test.as('manager'), { id: view.id })
    expect((await listViews(test.as('manager'))).some(({ id }) => id === view.id)).toBe(false)
  })

  it('opens also when a word of its filter is no more', async () => {
    const { id } = await saveView(test.as('admin'), { name: 'Old words', shared: false, search: hot })
    await inOrganization(test.as('admin'), async ({ em }) => {
      const row = await em.findOneOrFail(SavedViewSchema, { id })
      row.search = { filter: { grade: ['A'], mood: ['good'] }, sort: 'luck' }
      await em.flush()
    })
    const [view] = (await listViews(test.as('admin'))).filter((one) => one.id === id)
    expect(view?.search).toEqual({ filter: { grade: ['A'] } })
  })
})
