import { recordTerms, stateOf } from '../agreements/index.ts'
import type { MemoryTx } from '../streams/index.ts'
import { toHex } from '../wire/index.ts'
import { releaseRecord, type Home } from './household.ts'
import { notice, repeatRecalls } from './recalls.ts'
import { DAY_MS } from './region.ts'

/** Delivered content stays in the outbox this long. */
const OUTBOX_MS = 5 * DAY_MS
const FORGET_MAX = 10_000
const RENEW_EVERY_DAYS = 5

/** What a node does once a day: erasure, renewal of leases, recalls that nobody answered, the outbox. */
export async function dailyRound(home: Home, tx: MemoryTx): Promise<void> {
  await eraseDue(home, tx)
  await repeatRecalls(home, tx)
  await renewLeases(home, tx)
  await releaseAgain(home, tx)
  await tx.forgetDelivered(home.now() - OUTBOX_MS, FORGET_MAX)
}

/** Copies and own records past their date go, with everything of them in queues and archives. */
async function eraseDue(home: Home, tx: MemoryTx): Promise<void> {
  const { rows, now } = home
  const due = (eraseBy: string | null): boolean => eraseBy !== null && Date.parse(eraseBy) <= now()
  for (const copy of rows.copies.values()) {
    const { graceDays } = rows.agreements.get(copy.agreement)?.text ?? { graceDays: 0 }
    const { leaseUntil, eraseBy } = copy.label
    const over = leaseUntil !== null && Date.parse(leaseUntil) + graceDays * DAY_MS <= now()
    if (!due(eraseBy) && !over) continue
    rows.copies.delete(copy.record)
    await home.exchange().withdraw(tx, { record: copy.record }, 'expunged')
  }
  for (const record of rows.records.values()) {
    if (!due(record.label.eraseBy)) continue
    rows.records.delete(record.id)
    await home.exchange().withdraw(tx, { record: record.id }, 'expunged')
    for (const [key, edge] of rows.edges.entries()) if (edge.record === record.id) rows.edges.delete(key)
  }
}

async function renewLeases(home: Home, tx: MemoryTx): Promise<void> {
  const { rows, now } = home
  if (Math.floor(now() / DAY_MS) % RENEW_EVERY_DAYS !== 0) return
  const until = new Map<string, Record<string, number>>()
  for (const { record, nation } of rows.edges.values()) {
    const own = rows.records.get(record)
    const agreement = own === undefined ? undefined : rows.agreements.get(own.agreement)
    if (own === undefined || agreement === undefined || stateOf(agreement) !== 'active') continue
    const known = until.get(nation) ?? {}
    known[record] = recordTerms(own.label, agreement.text, now()).leaseUntil
    until.set(nation, known)
  }
  for (const [nation, renewed] of until) await notice(home, tx, 'network.renewal', nation, { until: renewed })
}

/** An envelope found damaged in the outbox went out without content; its record is released again. */
async function releaseAgain(home: Home, tx: MemoryTx): Promise<void> {
  const { rows } = home
  for (const [key, { peer, lane, seq }] of rows.damaged.entries()) {
    rows.damaged.delete(key)
    const [frame] = await tx.outFrames(peer, lane, seq, 1)
    if (frame?.seq !== seq) continue
    const [envelope] = await tx.outEnvelopes([frame.envelope])
    const record = envelope === undefined ? undefined : rows.records.get(envelope.meta.record?.id ?? '')
    if (record !== undefined) await releaseRecord(home, tx, record, [peer])
    if (envelope !== undefined) rows.again.set(`${peer}/${toHex(frame.envelope)}`, true)
  }
}

/** An agreement that recalls what was shared under it has ended. */
export async function dropAgreement(home: Home, tx: MemoryTx, agreement: string): Promise<void> {
  for (const copy of home.rows.copies.values())
    if (copy.agreement === agreement) home.rows.copies.delete(copy.record)
  await home.exchange().withdraw(tx, { agreement }, 'withheld')
}
