import { createHmac } from 'node:crypto'
import type { Result } from '@basinet/kernel/contract'
import { signKeys } from '../register/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import {
  bytes,
  DOMAIN,
  exactly,
  instant,
  list,
  map,
  nation,
  openSignedBy,
  signStatement,
  toHex,
  tuple,
  typeName,
  uuid,
  type KeyLookup,
  type ShapeOf,
} from '../wire/index.ts'
import { aliasSecret } from './alias-secret.ts'
import { readFact, writeFact } from './db.ts'
import { tell, type Parts } from './parts.ts'
import { isPartner } from './state.ts'

const CURSOR = 'looked'
/** Events looked at in one transaction, and looks in one report. */
const PAGE = 500
const READER_BYTES = 16

/** A holder's signed word on who first opened copies there. */
const openedShape = map({
  v: exactly(1),
  by: nation,
  owner: nation,
  at: instant,
  /** `[type, record, agreement, reader, at]`; a reader is a pseudonym under the holder's own secret for the agreement. */
  looks: list(tuple(typeName, uuid, uuid, bytes(READER_BYTES), instant), PAGE, 1),
})
type Opened = ShapeOf<typeof openedShape>
type Look = Opened['looks'][number]

interface LookRow {
  readonly seq: string
  readonly type: string | null
  readonly record: string
  readonly owner: string
  readonly agreement: string
  readonly reader: string
  readonly at: Date
}

/** Tells owners who opened their records here since it last looked, each reader of a copy once. True when more is waiting. */
export async function reportOpened(parts: Parts, tx: SqlTx): Promise<boolean> {
  const db = tx.db.client
  const since = (await readFact<number>(db, CURSOR)) ?? -1
  const { rows } = await db.query<LookRow>('SELECT * FROM basinet.network_looks($1, $2)', [since, PAGE])
  const last = rows.at(-1)
  if (last === undefined) return false
  const byOwner = new Map<string, Map<string, Look>>()
  for (const { type, record, owner, agreement, reader, at } of rows) {
    if (type === null || !isPartner(parts.state(), owner)) continue
    const pseudonym = readerOf(await aliasSecret(parts, tx, agreement), reader)
    const looks = byOwner.get(owner) ?? new Map<string, Look>()
    const key = `${type}/${record}/${toHex(pseudonym)}`
    if (!looks.has(key)) looks.set(key, [type, record, agreement, pseudonym, at.getTime()])
    byOwner.set(owner, looks)
  }
  for (const [owner, looks] of byOwner) {
    const fresh = await keepFresh(tx, [...looks.values()])
    if (fresh.length === 0) continue
    const statement = { v: 1, by: parts.me, owner, at: tx.db.at.getTime(), looks: fresh }
    const content = signStatement(DOMAIN.opened, statement, [parts.signer()])
    await tell(parts, tx, { type: 'network.opened', to: [owner], lane: 1, content })
  }
  await writeFact(db, CURSOR, Number(last.seq))
  return true
}

/** A line break keeps it apart from the names of records under the same secret. */
function readerOf(secret: Buffer, person: string): Uint8Array {
  return new Uint8Array(
    createHmac('sha256', secret).update(`reader\n${person}`).digest().subarray(0, READER_BYTES),
  )
}

async function keepFresh(tx: SqlTx, looks: readonly Look[]): Promise<Look[]> {
  const { rows } = await tx.db.client.query<{ type: string; record: string; reader: Buffer }>(
    `INSERT INTO basinet.network_reader (type, record, reader) SELECT * FROM unnest($1::text[], $2::uuid[], $3::bytea[])
     ON CONFLICT DO NOTHING RETURNING type, record, reader`,
    [looks.map((l) => l[0]), looks.map((l) => l[1]), looks.map((l) => l[3])],
  )
  const fresh = new Set(rows.map((r) => `${r.type}/${r.record}/${r.reader.toString('hex')}`))
  return looks.filter(([type, record, , reader]) => fresh.has(`${type}/${record}/${toHex(reader)}`))
}

/** Errors: `cbor.*`, `message.shape`, `signature.*`. */
function openOpened(signed: Uint8Array, keyOf: KeyLookup): Result<Opened> {
  const opened = openSignedBy(DOMAIN.opened, openedShape, signed, keyOf, (o) => o.by)
  return opened.ok ? { ok: true, value: opened.value.value } : opened
}

/** Keeps a holder's word about own records it was given; what it was never given is left out. */
export async function takeOpened(parts: Parts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const signed = envelope.content
  if (!(signed instanceof Uint8Array)) return { kind: 'refused', reason: 'message.shape' }
  const opened = openOpened(signed, signKeys(parts.state().register, tx.db.at.getTime()))
  if (!opened.ok) return { kind: 'refused', reason: opened.error.code }
  const { by, owner, looks } = opened.value
  if (by !== from || owner !== parts.me) return { kind: 'refused', reason: 'opened.other' }
  const { rows } = await tx.db.client.query<{ id: string }>(
    'INSERT INTO basinet.network_opened_report (peer, statement, at) VALUES ($1, $2, $3) RETURNING id',
    [by, signed, tx.db.at],
  )
  const { rowCount } = await tx.db.client.query(
    `INSERT INTO basinet.network_opened (type, record, peer, reader, agreement, at, report)
     SELECT t.type, t.record, $1, t.reader, t.agreement, t.at, $2
     FROM unnest($3::text[], $4::uuid[], $5::uuid[], $6::bytea[], $7::timestamptz[]) t(type, record, agreement, reader, at)
     JOIN basinet.network_share s ON s.record = t.record AND s.type = t.type AND s.peer = $1 AND s.owner = $8
     ON CONFLICT DO NOTHING`,
    [
      by,
      rows[0]?.id,
      looks.map((l) => l[0]),
      looks.map((l) => l[1]),
      looks.map((l) => l[2]),
      looks.map((l) => l[3]),
      looks.map((l) => new Date(l[4])),
      parts.me,
    ],
  )
  tx.audit({
    kind: 'network.receipt',
    at: tx.db.at,
    actor: `network:${by}`,
    outcome: 'done',
    details: { opened: rowCount ?? 0 },
  })
  return { kind: 'applied' }
}
