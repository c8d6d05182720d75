import { addAction, addSignature, stateOf, type Agreement } from '../agreements/index.ts'
import {
  acceptDescriptor,
  acceptRegister,
  acceptRevocation,
  signKeys,
  type RegisterState,
} from '../register/index.ts'
import type { SqlTx } from '../streams/index.ts'
import { encodeCbor, sameBytes } from '../wire/index.ts'
import { checkCertificate, readCertificate } from './certificates.ts'
import type { Parts } from './parts.ts'
import {
  agreementsOf,
  readAgreement,
  readStatements,
  registerOf,
  type Statement,
  type StatementKind,
} from './statements.ts'

/** An agreement's text; 200 kinds with a dozen fields each stay far below. */
const TEXT_BYTES_MAX = 131_072
/** Texts of one partner that wait here for an answer, and all that one may ever bring. */
export const OPEN_TEXTS_MAX = 32
const TEXTS_MAX = 1000
/** Of one nation, for as long as the network lives: a rotation every few months. */
const CERTIFICATES_MAX = 200

export interface Checked {
  readonly good: Statement[]
  readonly refused: { readonly kind: StatementKind; readonly code: string }[]
}

/** Which of them hold, each on what is stored and on the good ones before it. */
export async function checkStatements(
  parts: Parts,
  tx: SqlTx,
  statements: readonly Statement[],
  from: string,
): Promise<Checked> {
  const at = tx.db.at.getTime()
  const checked: Checked = { good: [], refused: [] }
  // As it is stored, which another process may have changed since: what is kept here must hold when it is read again.
  const stored = await readStatements(tx.db.client)
  const before = registerOf(stored, at)
  const known = before.ok ? agreementsOf(stored, before.value ?? parts.state().register) : before
  if (!before.ok || !known.ok) {
    const code = before.ok ? (known.ok ? '' : known.error.code) : before.error.code
    return { good: [], refused: statements.map(({ kind }) => ({ kind, code })) }
  }
  const bench: Bench = {
    me: parts.me,
    at,
    register: before.value ?? parts.state().register,
    agreements: [...known.value],
    brought: await broughtBy(tx, from, known.value, parts.me),
    certificates: certificatesOf(stored),
  }
  for (const statement of statements) {
    const code = checkOne(bench, statement)
    if (code === null) checked.good.push(statement)
    else checked.refused.push({ kind: statement.kind, code })
  }
  return checked
}

interface Bench {
  readonly me: string
  readonly at: number
  register: RegisterState
  readonly agreements: Agreement[]
  readonly brought: { all: number; open: number }
  /** How many are kept of each nation. */
  readonly certificates: Map<string, number>
}

/** Null when it holds, and then the bench has it; otherwise why not. */
function checkOne(bench: Bench, { kind, body }: Statement): string | null {
  if (kind === 'founding') return 'register.founding'
  if (kind === 'register' || kind === 'descriptor' || kind === 'revocation') {
    const next =
      kind === 'register'
        ? acceptRegister(bench.register, body, bench.at)
        : kind === 'descriptor'
          ? acceptDescriptor(bench.register, body, bench.at)
          : acceptRevocation(bench.register, body)
    if (!next.ok) return next.error.code
    bench.register = next.value
    return null
  }
  if (kind === 'certificate') return checkNewCertificate(bench, body)
  return kind === 'agreement' ? checkNewText(bench, body) : checkWord(bench, kind, body)
}

function checkNewCertificate(bench: Bench, body: Uint8Array): string | null {
  const checked = checkCertificate(bench.register, body)
  if (!checked.ok) return checked.error.code
  const { nation } = checked.value
  const kept = bench.certificates.get(nation) ?? 0
  if (kept >= CERTIFICATES_MAX) return 'certificate.too-many'
  bench.certificates.set(nation, kept + 1)
  return null
}

function certificatesOf(stored: readonly Statement[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind, body } of stored) {
    const read = kind === 'certificate' ? readCertificate(body) : null
    if (read?.ok) counts.set(read.value.nation, (counts.get(read.value.nation) ?? 0) + 1)
  }
  return counts
}

function checkNewText(bench: Bench, body: Uint8Array): string | null {
  if (body.length > TEXT_BYTES_MAX) return 'agreement.size'
  const drafted = readAgreement(body)
  if (!drafted.ok) return drafted.error.code
  const { text, hash } = drafted.value
  if (!text.parties.includes(bench.me)) return 'agreement.party'
  // Envelopes and shares name an agreement by id and version: another text under them would speak for it.
  const namesake = bench.agreements.find((a) => a.text.id === text.id && a.text.version === text.version)
  if (namesake !== undefined) return sameBytes(namesake.hash, hash) ? null : 'agreement.taken'
  if (bench.brought.open >= OPEN_TEXTS_MAX || bench.brought.all >= TEXTS_MAX) return 'agreement.too-many'
  bench.brought.open++
  bench.brought.all++
  bench.agreements.push(drafted.value)
  return null
}

function checkWord(
  bench: Bench,
  kind: 'agreement-signature' | 'agreement-action',
  body: Uint8Array,
): string | null {
  const add = kind === 'agreement-signature' ? addSignature : addAction
  let last: string | null = 'agreement.other'
  for (const [i, agreement] of bench.agreements.entries()) {
    const added = add(agreement, body, signKeys(bench.register, bench.at))
    if (added.ok) bench.agreements[i] = added.value
    if (added.ok || added.error.code !== 'agreement.other') last = added.ok ? null : added.error.code
  }
  return last
}

/** Texts this partner brought: all, and those that this nation has neither signed nor seen ended. */
async function broughtBy(
  tx: SqlTx,
  from: string,
  known: readonly Agreement[],
  me: string,
): Promise<{ all: number; open: number }> {
  const { rows } = await tx.db.client.query<{ body: Buffer }>(
    `SELECT body FROM basinet.network_statement WHERE kind = 'agreement' AND brought_by = $1`,
    [from],
  )
  const brought = new Set(rows.map(({ body }) => body.toString('base64')))
  const open = known.filter(
    (a) =>
      brought.has(Buffer.from(encodeCbor(a.text)).toString('base64')) &&
      !a.signatures.has(me) &&
      stateOf(a) !== 'ended',
  )
  return { all: rows.length, open: open.length }
}
