import type { Agreement } from '../agreements/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import { bytesUpTo, encodeCbor, list, oneOf, readShape, sameBytes, tuple, type Cbor } from '../wire/index.ts'
import { checkStatements } from './check-statements.ts'
import type { Parts } from './parts.ts'
import type { NetworkState } from './state.ts'
import {
  keepStatements,
  readAgreement,
  STATEMENT_KINDS,
  type Statement,
  type StatementKind,
} from './statements.ts'

const STATEMENTS_MAX = 200
const STATEMENT_BYTES_MAX = 524_288
const shapeOf = (...kinds: StatementKind[]) =>
  list(tuple(oneOf(...kinds), bytesUpTo(STATEMENT_BYTES_MAX)), STATEMENTS_MAX, 1)
const statementsShape = shapeOf(...STATEMENT_KINDS.filter((kind) => kind !== 'certificate'))
const certificatesShape = shapeOf('certificate')

export function statementsContent(statements: readonly Statement[]): Cbor {
  return statements.map(({ kind, body }): Cbor => [kind, body])
}

/**
 * Signed statements about register or agreements from a partner: each is checked by itself, whoever brought it, and one that
 * does not hold is refused without the others. The word is refused when nothing of it holds.
 */
export function takeStatements(parts: Parts, tx: SqlTx, received: Received): Promise<Taken> {
  return take(parts, tx, received, statementsShape)
}

/** Certificates are a word of their own: a member of the version before refuses a word of which it does not know a kind. */
export function takeCertificates(parts: Parts, tx: SqlTx, received: Received): Promise<Taken> {
  return take(parts, tx, received, certificatesShape)
}

async function take(
  parts: Parts,
  tx: SqlTx,
  { envelope }: Received,
  shape: ReturnType<typeof shapeOf>,
): Promise<Taken> {
  const read = readShape(shape, envelope.content)
  if (!read.ok) return { kind: 'refused', reason: read.error.code }
  const statements = read.value.map(([kind, body]): Statement => ({ kind, body }))
  const { good, refused } = await checkStatements(parts, tx, statements, envelope.from)
  const fresh = await keepStatements(tx.db.client, good, tx.db.at, envelope.from)
  const said = { at: tx.db.at, actor: `network:${envelope.from}` }
  if (fresh > 0)
    tx.audit({
      ...said,
      kind: 'network.changed',
      outcome: 'done',
      details: { statements: good.map((s) => s.kind), fresh },
    })
  const [first] = refused
  if (first === undefined) return { kind: 'applied' }
  if (good.length === 0) return { kind: 'refused', reason: first.code }
  tx.audit({
    ...said,
    kind: 'network.received',
    outcome: 'denied',
    details: { from: envelope.from, refused },
  })
  return { kind: 'applied' }
}

/** The parties an agreement's statement concerns; null for one of the register. Nobody where the agreement is not known. */
export function agreementStatement(state: NetworkState, { kind, body }: Statement): readonly string[] | null {
  if (kind === 'agreement') {
    const drafted = readAgreement(body)
    return drafted.ok ? drafted.value.text.parties : []
  }
  if (kind !== 'agreement-signature' && kind !== 'agreement-action') return null
  const holds = (agreement: Agreement): boolean =>
    [...agreement.signatures.values(), ...agreement.actions.values()].some((s) => sameBytes(s.signed, body))
  return state.agreements.find((a) => holds(a.agreement))?.agreement.text.parties ?? []
}

/** All that is signed about an agreement, for a partner that does not have it. */
export function agreementStatements({ text, signatures, actions }: Agreement): Statement[] {
  return [
    { kind: 'agreement', body: encodeCbor(text) },
    ...[...signatures.values()].map((s): Statement => ({ kind: 'agreement-signature', body: s.signed })),
    ...[...actions.values()].map((a): Statement => ({ kind: 'agreement-action', body: a.signed })),
  ]
}
