import type { Label } from '@basinet/kernel/contract'
import { createDecider, outgoingLabel, type Agreement, type Decider } from '../agreements/index.ts'
import type { EnvelopeMeta, Exchange, MemoryTx, StreamPolicy } from '../streams/index.ts'
import { toHex, type Cbor, type Envelope, type Lane } from '../wire/index.ts'
import type { Dice } from './dice.ts'
import type { Copy, OwnRecord, Rows } from './rows.ts'

/** What a household needs of its node. */
export interface Home {
  readonly me: string
  readonly rows: Rows
  readonly exchange: () => Exchange<MemoryTx>
  readonly now: () => number
  readonly dice: Dice
  /** Key id in hex of the signing key in use. */
  readonly key: () => string
}

export interface Dispatch {
  readonly type: string
  readonly to: readonly string[]
  readonly agreement: Agreement | null
  readonly label: Label
  readonly record: { readonly id: string; readonly rev: number } | null
  readonly lane: Lane
  readonly track: string | null
  readonly content: Cbor
}

const PURPOSE = 'counter-narcotics'

const deciders = new WeakMap<Agreement, Decider>()

function deciderOf(agreement: Agreement): Decider {
  const known = deciders.get(agreement) ?? createDecider(agreement)
  deciders.set(agreement, known)
  return known
}

/** Why the agreement does not let this flow; null when it does. */
function against(
  agreement: Agreement | undefined,
  type: string,
  label: Label,
  from: string,
  recipient: string,
  at: number,
): string | null {
  if (agreement === undefined) return 'agreement-not-active'
  const question = { label, type, purpose: PURPOSE, from, recipient, at }
  return deciderOf(agreement).decide(question).reasons[0] ?? null
}

/** The policy a node asks at send and at ingest: agreements as it knows them, and what was recalled. */
export function policyOf(home: Pick<Home, 'me' | 'rows'>): StreamPolicy {
  const { me, rows } = home
  return {
    mayLeave(meta: EnvelopeMeta, to, at) {
      if (meta.agreement === null) return null
      const { record, label } = meta
      const held = label.owner === me ? rows.records : rows.copies
      if (record !== null && held.get(record.id) === undefined) return 'recalled'
      return against(rows.agreements.get(meta.agreement.id), meta.type, label, me, to, at)
    },
    mayHold(envelope: Envelope, at) {
      if (envelope.agreement === null) return null
      const { record, label, from } = envelope
      for (const by of [from, label.owner])
        if (record !== null && rows.tombstones.get(`${by}/${record.id}`) === true) return 'recalled'
      return against(rows.agreements.get(envelope.agreement.id), envelope.type, label, from, me, at)
    },
  }
}

/** Queues one envelope, and notes it. */
export async function dispatch(home: Home, tx: MemoryTx, what: Dispatch): Promise<void> {
  const { rows, now, dice, key, exchange } = home
  if (what.to.length === 0) return
  const id = dice.uuid()
  const { text } = what.agreement ?? { text: null }
  const agreement = text === null ? null : { id: text.id, version: text.version }
  const { type, to, label, record, lane, track, content } = what
  const queued = await exchange().queue(tx, {
    id,
    type,
    version: 1,
    to,
    agreement,
    purpose: agreement === null ? null : PURPOSE,
    label,
    record,
    supersedes: null,
    content,
    lane,
    track,
  })
  // A recipient whose key is revoked and whose next one is not known yet: the daily round tries again.
  if (!queued.ok) return
  rows.sent.set(id, {
    envelope: toHex(queued.value),
    to,
    type,
    lane,
    record: record?.id ?? null,
    agreement: agreement?.id ?? null,
    key: key(),
    at: now(),
  })
}

/** Releases a record of the node's own to everybody its label and the agreement allow. */
export async function releaseRecord(
  home: Home,
  tx: MemoryTx,
  record: OwnRecord,
  to: readonly string[] = record.label.releaseTo,
): Promise<void> {
  const { rows, me, now } = home
  const agreement = rows.agreements.get(record.agreement)
  if (agreement === undefined) return
  const label = outgoingLabel(record.label, agreement.text, now())
  const allowed = to.filter((n) => against(agreement, record.type, label, me, n, now()) === null)
  for (const nation of allowed) rows.edges.set(`${record.id}/${nation}`, { record: record.id, nation })
  const lane = record.type === 'track' ? 2 : 3
  const { id, rev, type, content } = record
  const track = lane === 2 ? id : null
  await dispatch(home, tx, {
    type,
    to: allowed,
    agreement,
    label,
    record: { id, rev },
    lane,
    track,
    content: { content },
  })
}

/** Hands a copy on, if the owner's label and the agreement allow it. True when it was queued. */
export async function handOn(home: Home, tx: MemoryTx, copy: Copy, nation: string): Promise<boolean> {
  const { rows, me, now } = home
  const agreement = rows.agreements.get(copy.agreement)
  if (agreement === undefined) return false
  const label = outgoingLabel(copy.label, agreement.text, now())
  if (against(agreement, copy.type, label, me, nation, now()) !== null) return false
  rows.edges.set(`${copy.record}/${nation}`, { record: copy.record, nation })
  await dispatch(home, tx, {
    type: copy.type,
    to: [nation],
    agreement,
    label,
    record: { id: copy.record, rev: copy.rev },
    lane: 3,
    track: null,
    content: { content: copy.content },
  })
  return true
}
