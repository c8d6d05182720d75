import { createHmac } from 'node:crypto'
import { readRelease, type RecordCopy } from '@basinet/kernel/copies'
import { findRefs, mapRefs, type RecordDeclaration } from '@basinet/kernel/contract'
import type { Body } from '../agreements/index.ts'
import type { SqlTx } from '../streams/index.ts'
import { aliasSecret } from './alias-secret.ts'
import { findWay, realmTravels } from './flow.ts'
import type { Parts } from './parts.ts'

/** A record that refers to more is not sent: what it gives away could not be looked at. */
const REFERENCES_MAX = 500
const ALIAS_BYTES = 16

interface Reference {
  readonly type: string
  readonly id: string
}

/** A body as one recipient may have it. */
export interface Hidden {
  readonly body: Body
  readonly supersedes: string | null
  /** What the record itself is called where a reference to it was hidden, under the same agreement. */
  readonly alias: string
  /** Ids that were put out of reach; recipients with the same ones get the same envelope. */
  readonly hid: readonly string[]
}

/**
 * Puts references out of the recipient's reach that lead to what it may not see. They become names under the agreement's own
 * secret, the same for the same record, so that threads can meet when it is released later; what is of a protected realm is
 * taken out, or the record stays. Null where it stays.
 */
export async function hideReferences(
  parts: Parts,
  tx: SqlTx,
  decl: RecordDeclaration,
  copy: RecordCopy,
  { body, peer, agreement }: { readonly body: Body; readonly peer: string; readonly agreement: string },
): Promise<Hidden | null> {
  const before = copy.supersedes === null ? [] : [{ type: decl.type, id: copy.supersedes }]
  const references: Reference[] = [...findRefs(decl.body, body), ...before]
  if (references.length > REFERENCES_MAX) return null
  const secret = await aliasSecret(parts, tx, agreement)
  const seen = await seenBy(parts, tx, references, peer)
  const hid: string[] = []
  const nameOf = (reference: Reference): string | null => {
    if (seen.has(keyOf(reference))) return reference.id
    hid.push(reference.id)
    const target = parts.core.registry.record(reference.type)
    return target !== undefined && target.realm !== 'general' ? null : aliasOf(secret, reference)
  }
  const open = mapRefs(decl.body, body, nameOf)
  if (open === null) return null
  const supersedes = before[0] === undefined ? null : nameOf(before[0])
  return { body: open, supersedes, alias: aliasOf(secret, { type: decl.type, id: copy.id }), hid: hid.sort() }
}

const keyOf = ({ type, id }: Reference): string => `${type}/${id}`

/** Which of these the recipient may see: its own records, and ours that leave for it now. */
async function seenBy(
  parts: Parts,
  tx: SqlTx,
  references: readonly Reference[],
  peer: string,
): Promise<ReadonlySet<string>> {
  const unique = [...new Map(references.map((r) => [keyOf(r), r])).values()]
  if (unique.length === 0) return new Set()
  const { rows } = await tx.db.client.query<{ owners: (string | null)[] }>(
    'SELECT basinet.network_owners($1, $2) AS owners',
    [unique.map((r) => r.type), unique.map((r) => r.id)],
  )
  const seen = new Set<string>()
  for (const [i, reference] of unique.entries()) {
    const owner = rows[0]?.owners[i] ?? null
    if (owner === peer || (owner === parts.me && (await leaves(parts, tx, reference, peer))))
      seen.add(keyOf(reference))
  }
  return seen
}

async function leaves(parts: Parts, tx: SqlTx, { type, id }: Reference, peer: string): Promise<boolean> {
  const decl = parts.core.registry.record(type)
  const copy = decl === undefined ? null : await readRelease(tx.db, decl, id, peer)
  if (decl === undefined || copy === null || !realmTravels(decl, copy.label)) return false
  const way = findWay(parts.state(), parts.me, { type, label: copy.label }, peer, tx.db.at.getTime())
  if ('reasons' in way) return false
  if (!way.humanRelease) return true
  const { rows } = await tx.db.client.query<{ given: boolean }>(
    'SELECT basinet.network_given($1, $2, $3) AS given',
    [type, id, peer],
  )
  return rows[0]?.given === true
}

const UUID_V8 = 0x80
const UUID_VARIANT = 0x80

/** HMAC-SHA-256 (RFC 2104) of type and id, cut to a UUIDv8 (RFC 9562 section 5.8): it fits where an id stood. */
function aliasOf(secret: Buffer, { type, id }: Reference): string {
  const bytes = createHmac('sha256', secret).update(`${type}/${id}`).digest().subarray(0, ALIAS_BYTES)
  bytes[6] = UUID_V8 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = UUID_VARIANT | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
