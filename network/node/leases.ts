import { destroyCopy, setLease } from '@basinet/kernel/copies'
import { readShape, type Cbor, exactly, instant, list, map, tuple, typeName, uuid } from '../wire/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import { tell, type Parts } from './parts.ts'
import { setShareLease, sharesEnding, type Share } from './shares.ts'
import { agreementOf } from './state.ts'

const DAY_MS = 86_400_000
/** Renewals in one message, and messages' worth in one round. */
const RENEWALS_MAX = 500
const ROUND_MAX = 2000
/** A lease is renewed when less than this share of it is left, so that a cut link has most of one to come back. */
const RENEW_BELOW = 0.75
const LEASE_DAYS_MAX = 36_500

const renewalShape = map({
  v: exactly(1),
  /** `[type, record, readable until]` */
  records: list(tuple(typeName, uuid, instant), RENEWALS_MAX, 1),
})

/**
 * Renews leases that are running down, of copies that label and agreement still let be held; the others run out by themselves.
 * How many were renewed.
 */
export async function renewLeases(parts: Parts, tx: SqlTx): Promise<number> {
  const at = tx.db.at.getTime()
  const byPeer = new Map<string, { share: Share; until: number }[]>()
  for (const share of await sharesEnding(tx.db.client, new Date(at + LEASE_DAYS_MAX * DAY_MS), ROUND_MAX)) {
    const until = renewedUntil(parts, share, at)
    if (until === null) continue
    const list = byPeer.get(share.peer)
    if (list === undefined) byPeer.set(share.peer, [{ share, until }])
    else list.push({ share, until })
  }
  let renewed = 0
  for (const [peer, due] of byPeer) {
    const released = await stillReleased(
      tx,
      due.map((d) => d.share),
      peer,
    )
    const open = due.filter(({ share }) => released.has(share.record))
    for (const { share, until } of open) await setShareLease(tx.db.client, share, new Date(until))
    for (let first = 0; first < open.length; first += RENEWALS_MAX) {
      const records = open
        .slice(first, first + RENEWALS_MAX)
        .map(({ share, until }): Cbor => [share.type, share.record, until])
      await tell(parts, tx, { type: 'network.renewal', to: [peer], lane: 1, content: { v: 1, records } })
    }
    renewed += open.length
  }
  return renewed
}

/** Null where it needs no renewal yet, or may have none. */
function renewedUntil(parts: Parts, share: Share, at: number): number | null {
  const held = agreementOf(parts.state(), { id: share.agreement, version: share.agreementVersion })
  if (held === null || !held.active || share.owner !== parts.me) return null
  const { leaseDays, validUntil } = held.agreement.text
  const until = Math.min(
    at + leaseDays * DAY_MS,
    share.eraseBy?.getTime() ?? Number.POSITIVE_INFINITY,
    validUntil ?? Number.POSITIVE_INFINITY,
  )
  const left = share.leaseUntil.getTime() - at
  return left < leaseDays * DAY_MS * RENEW_BELOW && until > share.leaseUntil.getTime() ? until : null
}

/** Which of these own records their labels release to the partner at this moment. */
async function stillReleased(
  tx: SqlTx,
  records: readonly { readonly type: string; readonly record: string }[],
  peer: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.db.client.query<{ record: string }>(
    'SELECT record FROM basinet.network_released($1, $2, $3)',
    [records.map((r) => r.type), records.map((r) => r.record), peer],
  )
  return new Set(rows.map((r) => r.record))
}

/** Lengthens the leases of copies whose owner says so; a copy that is paused or gone stays so. */
export async function takeRenewal(tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(renewalShape, envelope.content)
  if (!read.ok) return { kind: 'refused', reason: read.error.code }
  for (const [type, record, until] of read.value.records) {
    const { rows } = await tx.db.client.query<{ paused: boolean }>(
      `UPDATE basinet.network_copy SET lease_until = greatest(lease_until, least($4, erase_by))
       WHERE record = $1 AND type = $2 AND owner = $3 RETURNING paused`,
      [record, type, from, new Date(until)],
    )
    if (rows[0]?.paused === false) await applyLease(tx, record, type)
  }
  return { kind: 'applied' }
}

export async function applyLease(tx: SqlTx, record: string, type: string): Promise<void> {
  const { rows } = await tx.db.client.query<{ owner: string; lease_until: Date }>(
    'SELECT owner, lease_until FROM basinet.network_copy WHERE record = $1 AND type = $2',
    [record, type],
  )
  const copy = rows[0]
  if (copy !== undefined) await setLease(tx.db, { type, id: record, owner: copy.owner }, copy.lease_until)
}

const SWEEP_MAX = 1000

/**
 * Copies whose agreement is not in force here (suspended, ended, out of its time) stop being readable, and are again when it
 * is: their lease in the label ends or is put back. How many changed.
 */
export async function pauseCopies(parts: Parts, tx: SqlTx): Promise<number> {
  const at = tx.db.at.getTime()
  const inForce = parts
    .state()
    .agreements.filter(({ active, agreement: { text } }) => {
      return active && at >= text.validFrom && (text.validUntil === null || at < text.validUntil)
    })
    .map(({ agreement: { text } }) => `${text.id}@${text.version}`)
  const { rows } = await tx.db.client.query<{
    type: string
    record: string
    owner: string
    lease_until: Date
    pause: boolean
  }>(
    `UPDATE basinet.network_copy SET paused = NOT paused WHERE (record, type) IN (
       SELECT record, type FROM basinet.network_copy
       WHERE paused = (agreement || '@' || agreement_version = ANY ($1)) LIMIT ${SWEEP_MAX})
     RETURNING type, record, owner, lease_until, paused AS pause`,
    [inForce],
  )
  for (const { type, record, owner, lease_until, pause } of rows)
    await setLease(tx.db, { type, id: record, owner }, pause ? tx.db.at : lease_until)
  return rows.length
}

/** Copies past the day their owner or the agreement has them erased go; how many. */
export async function eraseDueCopies(tx: SqlTx, me: string): Promise<number> {
  const { rows } = await tx.db.client.query<{ type: string; record: string; owner: string }>(
    `DELETE FROM basinet.network_copy WHERE (record, type) IN (
       SELECT record, type FROM basinet.network_copy WHERE erase_by <= $1 ORDER BY erase_by LIMIT ${SWEEP_MAX})
     RETURNING type, record, owner`,
    [tx.db.at],
  )
  for (const { type, record, owner } of rows) {
    await destroyCopy(tx.db, { type, id: record, owner })
    await tx.withdrawIn({ record }, 'expired')
    const actor = `network:${me}`
    tx.audit({ kind: 'record.expunged', at: tx.db.at, actor, outcome: 'done', type, record })
  }
  return rows.length
}
