import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { defaultLabel, insertRecord, readRecord, threadOf } from '@basinet/kernel/record'
import { openRegion, protectedNote, report, type TestNode, type TestRegion } from './test-nodes.ts'

interface Report {
  readonly text: string
  readonly about: { readonly type: string; readonly id: string }
  readonly also: readonly { readonly type: string; readonly id: string }[]
  readonly file: string | null
}

let region: TestRegion
let lca: TestNode
let brb: TestNode
let vct: TestNode

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB', 'VCT'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  vct = region.node('VCT')
  const kinds = ['vessel-sighting', 'sighting-report'].map((type) => ({
    type,
    mode: 'full' as const,
    fields: null,
  }))
  await region.agree({ purposes: ['search-and-rescue'], kinds })
})
afterAll(() => region.close())

async function write(body: Report, releaseTo: readonly string[]): Promise<string> {
  const { core } = lca.db
  const id = randomUUID()
  const label = defaultLabel(core, report, core.now(), { releaseTo: [...releaseTo] })
  const author = { person: 'anna', command: 'report.write', reason: null }
  await lca.as(async (tx) => must(await insertRecord(tx, report, author, { id, body, label })))
  await lca.follow()
  await region.settle()
  return id
}
const sighting = (id: string) => ({ type: 'vessel-sighting', id })
const read = async (node: TestNode, id: string): Promise<Report | undefined> =>
  (await node.as((tx) => readRecord<Report>(tx, report, id)))?.body

it('sends no id of what the recipient may not see, one name for one record, and another to nobody', async () => {
  const open = await lca.make('open', ['BRB', 'VCT'])
  const half = await lca.make('for Barbados alone', ['BRB'])
  const closed = await lca.make('closed', [])
  const file = randomUUID()
  const body = { text: 'first', about: sighting(closed), also: [sighting(open), sighting(half)], file }
  const one = await write(body, ['BRB', 'VCT'])
  const two = await write({ ...body, text: 'second', also: [sighting(closed)], file: null }, ['BRB'])
  const [there, again, elsewhere] = [await read(brb, one), await read(brb, two), await read(vct, one)]
  expect(there?.also).toEqual([sighting(open), sighting(half)])
  expect(elsewhere?.also[0]).toEqual(sighting(open))
  expect(elsewhere?.also[1]?.id).not.toBe(half)
  expect(there?.about.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/)
  expect([there?.about.id, there?.file]).not.toContain(closed)
  expect(again?.about).toEqual(there?.about)
  const dump = await brb.rows<{ n: number }>(
    `SELECT (SELECT count(*) FROM basinet.r_sighting_report r WHERE r::text LIKE '%' || $1 || '%' OR r::text LIKE '%' || $2 || '%')::int
       + (SELECT count(*) FROM basinet.link WHERE to_id = $1::uuid)::int AS n`,
    [closed, file],
  )
  expect(dump[0]?.n).toBe(0)
})

it('joins the thread when what was hidden is released', async () => {
  const hidden = await lca.make('hidden at first', [])
  const body = { text: 'about it', about: sighting(hidden), also: [], file: null }
  const id = await write(body, ['BRB'])
  const before = await read(brb, id)
  expect(before?.about.id).not.toBe(hidden)
  await lca.relabel(hidden, { releaseTo: ['BRB'] })
  await lca.follow()
  await region.settle()
  expect((await read(brb, id))?.about).toEqual(sighting(hidden))
  const thread = await brb.as((tx) => threadOf(tx, 'sighting-report', id, 1))
  expect(thread.edges).toMatchObject([{ to: sighting(hidden) }])
  // A lease renewed writes the row again, and the thread stays.
  await region.settle()
  expect((await brb.as((tx) => threadOf(tx, 'sighting-report', id, 1))).edges).toHaveLength(1)
})

it('takes out what refers to a protected realm, or keeps the record at home', async () => {
  const note = { type: protectedNote.type, id: randomUUID() }
  const open = sighting(await lca.make('in the open', ['BRB']))
  const some = await write({ text: 'a list', about: open, also: [note, open], file: null }, ['BRB'])
  expect((await read(brb, some))?.also).toEqual([open])
  const whole = await write({ text: 'must name it', about: note, also: [], file: null }, ['BRB'])
  expect(await read(brb, whole)).toBeUndefined()
  const [stays] = await lca.rows('SELECT reasons FROM basinet.network_withheld WHERE record = $1', [whole])
  expect(stays).toEqual({ reasons: ['reference'] })
})
