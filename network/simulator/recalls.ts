import { testLabel } from '../wire/test-parties.ts'
import type { MemoryTx } from '../streams/index.ts'
import type { Cbor } from '../wire/index.ts'
import { dispatch, type Home } from './household.ts'
import { DAY_MS } from './region.ts'
import type { Recall } from './rows.ts'

/** A recall without a receipt is sent again after this long: its envelope may have been signed by a key since revoked. */
const AGAIN_MS = 2 * DAY_MS

/** Something of the network's own: under no agreement, for one nation. */
export function notice(home: Home, tx: MemoryTx, type: string, to: string, content: Cbor): Promise<void> {
  const label = testLabel({ owner: home.me, releaseTo: [to], sources: [home.me] })
  const plain = { agreement: null, record: null, track: null }
  return dispatch(home, tx, { type, to: [to], label, lane: 0, content, ...plain })
}

/** Takes a record back from everybody it went to from here, and out of the node's own queues. */
export async function recall(home: Home, tx: MemoryTx, record: string): Promise<void> {
  const { rows, now, dice } = home
  await home.exchange().withdraw(tx, { record }, 'recalled')
  const id = dice.uuid()
  for (const [key, edge] of rows.edges.entries()) {
    if (edge.record !== record) continue
    rows.edges.delete(key)
    await sendRecall(home, tx, { id, record, nation: edge.nation, at: now(), sentAt: now(), receipt: null })
  }
}

async function sendRecall(home: Home, tx: MemoryTx, row: Recall): Promise<void> {
  home.rows.recalls.set(`${row.id}/${row.nation}`, row)
  await notice(home, tx, 'network.recall', row.nation, { recall: row.id, record: row.record })
}

export async function repeatRecalls(home: Home, tx: MemoryTx): Promise<void> {
  const at = home.now()
  for (const row of home.rows.recalls.values())
    if (row.receipt === null && at - row.sentAt > AGAIN_MS) await sendRecall(home, tx, { ...row, sentAt: at })
}

/** Drops what a recall names, recalls it from whoever got it from here, and says so. */
export async function obeyRecall(home: Home, tx: MemoryTx, from: string, id: string, record: string) {
  const { rows } = home
  const copy = rows.copies.get(record)
  const ours = copy !== undefined && (copy.label.owner === from || copy.from === from)
  rows.tombstones.set(`${from}/${record}`, true)
  if (ours) {
    rows.copies.delete(record)
    await recall(home, tx, record)
  }
  await notice(home, tx, 'network.recall-receipt', from, { recall: id, got: ours ? 'done' : 'not-held' })
}

export function takeReceipt(home: Home, from: string, id: string, got: string): void {
  const key = `${id}/${from}`
  const row = home.rows.recalls.get(key)
  if (row !== undefined && row.receipt === null)
    home.rows.recalls.set(key, { ...row, receipt: got === 'done' ? 'done' : 'not-held' })
}
