import type { Client } from 'pg'

const PAGE = 10_000
let opened = 0

/** Rows of one question, a page at a time, in the transaction that is open: no more than a page is held. */
export async function* readPages<Row extends object>(
  client: Client,
  sql: string,
  values: readonly unknown[],
): AsyncGenerator<readonly Row[]> {
  const name = `page_${++opened}`
  await client.query(`declare ${name} no scroll cursor for ${sql}`, [...values])
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${PAGE} from ${name}`)
    yield rows
    if (rows.length < PAGE) break
  }
  await client.query(`close ${name}`)
}
