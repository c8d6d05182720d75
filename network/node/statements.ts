import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  addAction,
  addSignature,
  agreementHash,
  agreementShape,
  draftAgreement,
  type Agreement,
} from '../agreements/index.ts'
import {
  acceptDescriptor,
  acceptRegister,
  acceptRevocation,
  descriptorShape,
  foundNetwork,
  type RegisterState,
} from '../register/index.ts'
import {
  decodeCbor,
  keyIdOf,
  readShape,
  readSigned,
  sameBytes,
  toHex,
  type KeyLookup,
} from '../wire/index.ts'
import type { Db } from './db.ts'

/** What a node keeps signed, byte for byte, and works everything out from. */
export const STATEMENT_KINDS = [
  'founding',
  'register',
  'descriptor',
  'revocation',
  'agreement',
  'agreement-signature',
  'agreement-action',
  'certificate',
] as const
export type StatementKind = (typeof STATEMENT_KINDS)[number]

export interface Statement {
  readonly kind: StatementKind
  readonly body: Uint8Array
}

/** Keeps statements that were checked; one that is there stays. `by`: the partner who brought them. How many were new. */
export async function keepStatements(
  db: Db,
  statements: readonly Statement[],
  at: Date,
  by: string | null = null,
): Promise<number> {
  let kept = 0
  for (const { kind, body } of statements) {
    const { rowCount } = await db.query(
      `INSERT INTO basinet.network_statement (kind, sha256, body, at, brought_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (sha256) DO NOTHING`,
      [kind, createHash('sha256').update(kind).update(body).digest(), body, at, by],
    )
    kept += rowCount ?? 0
  }
  return kept
}

export async function readStatements(db: Db): Promise<Statement[]> {
  const { rows } = await db.query<{ kind: StatementKind; body: Buffer }>(
    'SELECT kind, body FROM basinet.network_statement ORDER BY id',
  )
  return rows.map(({ kind, body }) => ({ kind, body: new Uint8Array(body) }))
}

const of = (statements: readonly Statement[], kind: StatementKind): Uint8Array[] =>
  statements.filter((s) => s.kind === kind).map((s) => s.body)

/** Older than what a later register brought, or of a nation that left since. */
const PASSED = new Set(['descriptor.old', 'descriptor.member'])

/**
 * The register as these statements give it, every signature checked again; null before a network is joined. In the order
 * they were accepted in: what a root signed that a later register replaced was good in its day, and stays.
 */
export function registerOf(statements: readonly Statement[], at: number): Result<RegisterState | null> {
  const [founding] = of(statements, 'founding')
  if (founding === undefined) return ok(null)
  let state = foundNetwork(founding)
  for (const { kind, body } of statements) {
    if (!state.ok) return state
    const next = acceptOne(state.value, kind, body, at)
    if (next.ok || !PASSED.has(next.error.code)) state = next
  }
  return state
}

function acceptOne(
  state: RegisterState,
  kind: StatementKind,
  body: Uint8Array,
  at: number,
): Result<RegisterState> {
  if (kind === 'register') return acceptRegister(state, body, at)
  if (kind === 'revocation') return acceptRevocation(state, body)
  return kind === 'descriptor' ? acceptDescriptor(state, body, at) : ok(state)
}

/**
 * Agreements as their statements give them. They were checked with the keys of their day when they came; a key that was
 * rotated or revoked since does not undo what it signed then.
 */
export function agreementsOf(statements: readonly Statement[], register: RegisterState): Result<Agreement[]> {
  const keys = keysEver(statements, register)
  const held = new Map<string, Agreement>()
  for (const body of of(statements, 'agreement')) {
    const drafted = readAgreement(body)
    if (!drafted.ok) return drafted
    held.set(toHex(drafted.value.hash), drafted.value)
  }
  for (const [kind, add] of [
    ['agreement-signature', addSignature],
    ['agreement-action', addAction],
  ] as const)
    for (const body of of(statements, kind)) {
      for (const [id, agreement] of held) {
        const added = add(agreement, body, keys)
        if (added.ok) held.set(id, added.value)
        else if (added.error.code !== 'agreement.other') return added
      }
    }
  return ok([...held.values()])
}

/** Reads the text of an agreement from its one encoding. Errors: `cbor.*`, `message.shape`, `agreement.text`. */
export function readAgreement(body: Uint8Array): Result<Agreement> {
  const decoded = decodeCbor(body)
  if (!decoded.ok) return decoded
  const text = readShape(agreementShape, decoded.value)
  if (!text.ok) return text
  const drafted = draftAgreement(text.value)
  if (!drafted.ok) return drafted
  return sameBytes(drafted.value.hash, agreementHash(text.value))
    ? drafted
    : fail('agreement.other', 'its text does not have its hash')
}

function keysEver(statements: readonly Statement[], register: RegisterState): KeyLookup {
  const signed = [...register.descriptors.values()].map((d) => d.signed)
  const known = new Map<string, Uint8Array>()
  for (const body of [...of(statements, 'descriptor'), ...signed]) {
    const read = readSigned(descriptorShape, body)
    if (!read.ok) continue
    for (const { key } of read.value.value.sign)
      known.set(`${read.value.value.nation}/${toHex(keyIdOf(key))}`, key)
  }
  return (nation, keyId) => known.get(`${nation}/${toHex(keyId)}`) ?? null
}
