import { receiveCopies, type Arrived, type RecordCopy } from '@basinet/kernel/copies'
import type { RecordDeclaration } from '@basinet/kernel/contract'
import { isBody, unitCaveat } from '../agreements/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import type { Envelope } from '../wire/index.ts'
import { fillMasked } from './fill-masked.ts'
import { realmTravels } from './flow.ts'
import type { Parts } from './parts.ts'
import { agreementOf } from './state.ts'

/** Failures that another version of this node may mend. */
const LATER = new Set(['copy.version'])

/**
 * Takes partners' records as copies under their owners' labels, in this order. One that its owner has recalled meanwhile is
 * refused, whichever came first. What is asked and noted for each goes to the database in one statement for all of them.
 */
export async function takeCopies(parts: Parts, tx: SqlTx, received: readonly Received[]): Promise<Taken[]> {
  const recalled = await recallsOf(tx, received)
  const prepared = received.map((one) => prepare(parts, one, recalled))
  const good = prepared.flatMap((p, i) => ('kind' in p ? [] : [{ i, arrived: p }]))
  const answers = await receiveCopies(
    tx.db,
    parts.me,
    good.map((g) => g.arrived),
  )
  const held = new Map<string, Held>()
  const taken = new Map<number, Taken>()
  const came: RecordCopy[] = []
  const aliases: (string | null)[] = []
  for (const [n, { i, arrived }] of good.entries()) {
    const answer = answers[n] as (typeof answers)[number]
    const one = received[i] as Received
    if (!answer.ok) {
      const { code } = answer.error
      taken.set(i, { kind: LATER.has(code) ? 'parked' : 'refused', reason: code })
      continue
    }
    taken.set(i, { kind: 'applied' })
    audit(tx, one, answer.value)
    if (answer.value === 'inserted' || answer.value === 'updated') {
      held.set(`${one.envelope.type}/${arrived.copy.id}`, heldOf(one, arrived.copy))
      came.push(arrived.copy)
      aliases.push(aliasIn(one))
    }
  }
  await noteHeld(tx, [...held.values()])
  await joinAliases(tx, came, aliases)
  return prepared.map((p, i) => ('kind' in p ? p : (taken.get(i) as Taken)))
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function aliasIn({ envelope: { content } }: Received): string | null {
  const alias = isBody(content) ? content['alias'] : undefined
  return typeof alias === 'string' && UUID.test(alias) ? alias : null
}

/** Copies that came before and named one of these by its alias name it itself from now on. */
async function joinAliases(
  tx: SqlTx,
  came: readonly RecordCopy[],
  aliases: readonly (string | null)[],
): Promise<void> {
  if (came.length === 0) return
  await tx.db.client.query(
    `SELECT basinet.network_join(t.kind, t.target, t.alias, t.owner)
     FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) t(kind, target, alias, owner) WHERE t.alias IS NOT NULL`,
    [came.map((c) => c.type), came.map((c) => c.id), aliases, came.map((c) => c.label.owner)],
  )
}

/** What goes to the database, or why it does not. */
function prepare(
  parts: Parts,
  { envelope }: Received,
  recalled: ReadonlyMap<string, number>,
): Arrived | Taken {
  const decl = parts.core.registry.record(envelope.type)
  if (decl === undefined) return { kind: 'parked', reason: 'type' }
  const { record, agreement, label } = envelope
  if (record === null || agreement === null) return { kind: 'refused', reason: 'message.shape' }
  if (!realmTravels(decl, label)) return { kind: 'refused', reason: 'realm' }
  const copy = copyOf(decl, envelope, record)
  if (copy === null || label.leaseUntil === null) return { kind: 'refused', reason: 'message.shape' }
  if ((recalled.get(recallKey(label.owner, envelope.type, record.id)) ?? 0) >= record.rev)
    return { kind: 'refused', reason: 'recalled' }
  return { decl, copy: heldToUnits(parts, envelope, copy) }
}

/** The caveat by which the database lets only the units read that the agreement names. */
function heldToUnits(parts: Parts, { agreement }: Envelope, copy: RecordCopy): RecordCopy {
  const text = agreement === null ? undefined : agreementOf(parts.state(), agreement)?.agreement.text
  if (text === undefined || text.units === null) return copy
  const handling = [...new Set([...copy.label.handling, unitCaveat(text)])].sort()
  return { ...copy, label: { ...copy.label, handling } }
}

function audit(tx: SqlTx, { from, envelope }: Received, taken: string): void {
  const { record, agreement, label, type, purpose, id } = envelope
  tx.audit({
    kind: 'network.received',
    at: tx.db.at,
    actor: `network:${from}`,
    purpose,
    outcome: 'done',
    type,
    record: record?.id ?? '',
    rev: record?.rev ?? 0,
    details: { from, owner: label.owner, agreement, envelope: id, taken },
  })
}

const recallKey = (owner: string, type: string, record: string): string => `${owner}/${type}/${record}`

/** Up to which revision each of these records was recalled by its owner; those never recalled are not in it. */
async function recallsOf(tx: SqlTx, received: readonly Received[]): Promise<ReadonlyMap<string, number>> {
  const ids = received.flatMap(({ envelope }) => (envelope.record === null ? [] : [envelope.record.id]))
  const { rows } = await tx.db.client.query<{ owner: string; type: string; record: string; rev: number }>(
    `SELECT owner, type, record, max(up_to_rev) AS rev FROM basinet.network_recall WHERE record = ANY ($1) GROUP BY 1, 2, 3`,
    [ids],
  )
  return new Map(rows.map((r) => [recallKey(r.owner, r.type, r.record), r.rev]))
}

type Held = readonly [
  type: string,
  record: string,
  owner: string,
  sender: string,
  rev: number,
  agreement: string,
  version: number,
  leaseUntil: string | null,
  eraseBy: string | null,
]

function heldOf({ from, envelope }: Received, record: { readonly id: string; readonly rev: number }): Held {
  const { type, label, agreement } = envelope
  return [
    type,
    record.id,
    label.owner,
    from,
    record.rev,
    agreement?.id ?? '',
    agreement?.version ?? 0,
    label.leaseUntil,
    label.eraseBy,
  ]
}

async function noteHeld(tx: SqlTx, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return
  const columns = Array.from({ length: 9 }, (_, i) => held.map((row) => row[i]))
  await tx.db.client.query(
    `INSERT INTO basinet.network_copy (type, record, owner, sender, rev, agreement, agreement_version, lease_until, erase_by,
       received_at)
     SELECT *, $10::timestamptz FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::uuid[], $7::int[],
       $8::timestamptz[], $9::timestamptz[])
     ON CONFLICT (record, type) DO UPDATE SET sender = excluded.sender, rev = excluded.rev, agreement = excluded.agreement,
       agreement_version = excluded.agreement_version, lease_until = excluded.lease_until, erase_by = excluded.erase_by,
       paused = false`,
    [...columns, tx.db.at],
  )
}

function copyOf(
  decl: RecordDeclaration,
  { content, label, type, version, supersedes }: Envelope,
  record: { readonly id: string; readonly rev: number },
): RecordCopy | null {
  if (!isBody(content) || !isBody(content['body'])) return null
  const { createdAt, createdBy, updatedAt, updatedBy } = content
  for (const text of [createdAt, createdBy, updatedAt, updatedBy])
    if (typeof text !== 'string' || text.length > 100) return null
  for (const time of [createdAt, updatedAt]) if (Number.isNaN(Date.parse(time as string))) return null
  return {
    ...record,
    type,
    version,
    label,
    body: fillMasked(decl, content['body']),
    createdAt: createdAt as string,
    createdBy: createdBy as string,
    updatedAt: updatedAt as string,
    updatedBy: updatedBy as string,
    supersedes,
  }
}
