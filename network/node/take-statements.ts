import { addAction, addSignature, type Agreement } from '../agreements/index.ts'
import { acceptDescriptor, acceptRegister, acceptRevocation, signKeys } from '../register/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import { encodeCbor, sameBytes, list, oneOf, readShape, bytesUpTo, tuple, type Cbor } from '../wire/index.ts'
import type { Parts } from './parts.ts'
import type { NetworkState } from './state.ts'
import {
  keepStatements,
  readAgreement,
  readStatements,
  agreementsOf,
  registerOf,
  STATEMENT_KINDS,
  type Statement,
} from './statements.ts'

const STATEMENTS_MAX = 200
const STATEMENT_BYTES_MAX = 524_288
const statementsShape = list(
  tuple(oneOf(...STATEMENT_KINDS), bytesUpTo(STATEMENT_BYTES_MAX)),
  STATEMENTS_MAX,
  1,
)

export function statementsContent(statements: readonly Statement[]): Cbor {
  return statements.map(({ kind, body }): Cbor => [kind, body])
}

/** Signed statements about register or agreements from a partner: each is checked by itself, whoever brought it. */
export async function takeStatements(parts: Parts, tx: SqlTx, { envelope }: Received): Promise<Taken> {
  const read = readShape(statementsShape, envelope.content)
  if (!read.ok) return { kind: 'refused', reason: read.error.code }
  const statements = read.value.map(([kind, body]): Statement => ({ kind, body }))
  const checked = await checkStatements(parts, tx, statements)
  if (checked !== null) return { kind: 'refused', reason: checked }
  const fresh = await keepStatements(tx.db.client, statements, tx.db.at)
  if (fresh > 0)
    tx.audit({
      kind: 'network.changed',
      at: tx.db.at,
      actor: `network:${envelope.from}`,
      outcome: 'done',
      details: { statements: statements.map((s) => s.kind), fresh },
    })
  return { kind: 'applied' }
}

/** Null when all hold; otherwise the first failure's code. */
async function checkStatements(
  parts: Parts,
  tx: SqlTx,
  statements: readonly Statement[],
): Promise<string | null> {
  const at = tx.db.at.getTime()
  // As it is stored, which another process may have changed since: what is kept here must hold when it is read again.
  const stored = await readStatements(tx.db.client)
  const before = registerOf(stored, at)
  if (!before.ok) return before.error.code
  let register = before.value ?? parts.state().register
  const known = agreementsOf(stored, register)
  if (!known.ok) return known.error.code
  const agreements: Agreement[] = [...known.value]
  for (const { kind, body } of statements) {
    if (kind === 'founding') return 'register.founding'
    if (kind === 'register' || kind === 'descriptor' || kind === 'revocation') {
      const next =
        kind === 'register'
          ? acceptRegister(register, body, at)
          : kind === 'descriptor'
            ? acceptDescriptor(register, body, at)
            : acceptRevocation(register, body)
      if (!next.ok) return next.error.code
      register = next.value
    } else if (kind === 'agreement') {
      const drafted = readAgreement(body)
      if (!drafted.ok) return drafted.error.code
      const { text, hash } = drafted.value
      if (!text.parties.includes(parts.me)) return 'agreement.party'
      // Envelopes and shares name an agreement by id and version: another text under them would speak for it.
      const namesake = agreements.find((a) => a.text.id === text.id && a.text.version === text.version)
      if (namesake !== undefined && !sameBytes(namesake.hash, hash)) return 'agreement.taken'
      agreements.push(drafted.value)
    } else {
      const add = kind === 'agreement-signature' ? addSignature : addAction
      let last = 'agreement.other'
      for (const [i, agreement] of agreements.entries()) {
        const added = add(agreement, body, signKeys(register, at))
        if (added.ok) agreements[i] = added.value
        if (added.ok || added.error.code !== 'agreement.other') last = added.ok ? '' : added.error.code
      }
      if (last !== '') return last
    }
  }
  return null
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
