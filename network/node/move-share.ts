import type { RecordCopy } from '@basinet/kernel/copies'
import { readShape, type Cbor, exactly, instant, map, nullable, typeName, uint, uuid } from '../wire/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import { findWay, type Way } from './flow.ts'
import { applyLease } from './leases.ts'
import { tell, type Parts } from './parts.ts'
import type { Share } from './shares.ts'
import { agreementOf, isSuperseded } from './state.ts'

type OpenWay = Exclude<Way, { reasons: unknown }>

const movedShape = map({
  v: exactly(1),
  type: typeName,
  record: uuid,
  agreement: map({ id: uuid, version: uint(65_535, 1) }),
  leaseUntil: instant,
  eraseBy: nullable(instant),
})

/**
 * Under which version of its agreement a copy abroad is held from now on, where a later one has come into force. Lost: the
 * later version would not let it go, or lets fewer fields go than the copy has. Null: nothing is to be done.
 */
export async function movedTo(
  parts: Parts,
  tx: SqlTx,
  known: Share,
  copy: RecordCopy,
): Promise<OpenWay | 'lost' | null> {
  const at = tx.db.at.getTime()
  const state = parts.state()
  const under = agreementOf(state, { id: known.agreement, version: known.agreementVersion })
  if (known.owner !== parts.me || under === null || !isSuperseded(state, under, at)) return null
  const way = findWay(state, parts.me, { type: copy.type, label: copy.label }, known.peer, at)
  if ('reasons' in way || way.text.id !== known.agreement) return 'lost'
  const before = under.agreement.text.kinds.find((k) => k.type === known.type)?.fields ?? null
  const { fields } = way.kind
  const narrower = fields !== null && (before === null || !before.every((path) => fields.includes(path)))
  if (narrower) return 'lost'
  if (!way.humanRelease || under.agreement.text.humanRelease === way.text.humanRelease) return way
  const { rows } = await tx.db.client.query<{ given: boolean }>(
    'SELECT basinet.network_given($1, $2, $3) AS given',
    [known.type, known.record, known.peer],
  )
  return rows[0]?.given === true ? way : 'lost'
}

/** Notes the copy under the later version, and tells its holder. */
export async function moveShare(parts: Parts, tx: SqlTx, known: Share, way: OpenWay): Promise<void> {
  const { id, version } = way.text
  const leaseUntil = Date.parse(way.label.leaseUntil ?? tx.db.at.toISOString())
  const eraseBy = way.label.eraseBy === null ? null : Date.parse(way.label.eraseBy)
  await tx.db.client.query(
    `UPDATE basinet.network_share SET agreement_version = $4, purpose = $5, lease_until = $6, erase_by = $7
     WHERE record = $1 AND peer = $2 AND type = $3`,
    [
      known.record,
      known.peer,
      known.type,
      version,
      way.purpose,
      new Date(leaseUntil),
      eraseBy === null ? null : new Date(eraseBy),
    ],
  )
  const { type, record } = known
  const content: Cbor = { v: 1, type, record, agreement: { id, version }, leaseUntil, eraseBy }
  await tell(parts, tx, { type: 'network.moved', to: [known.peer], lane: 1, content })
}

/** The owner holds a copy here to a later version of the agreement it came under. */
export async function takeMoved(parts: Parts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(movedShape, envelope.content)
  if (!read.ok) return { kind: 'refused', reason: read.error.code }
  const { type, record, agreement, leaseUntil, eraseBy } = read.value
  const held = agreementOf(parts.state(), agreement)
  if (held === null) return { kind: 'refused', reason: 'no-agreement' }
  const { rows } = await tx.db.client.query<{ paused: boolean }>(
    `UPDATE basinet.network_copy SET agreement_version = $5, lease_until = $6, erase_by = least(erase_by, $7)
     WHERE record = $1 AND type = $2 AND owner = $3 AND agreement = $4 AND agreement_version < $5 RETURNING paused`,
    [
      record,
      type,
      from,
      agreement.id,
      agreement.version,
      new Date(leaseUntil),
      eraseBy === null ? null : new Date(eraseBy),
    ],
  )
  if (rows[0]?.paused === false) await applyLease(tx, record, type)
  return { kind: 'applied' }
}
