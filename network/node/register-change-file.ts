import { ok, type Result } from '@basinet/kernel/contract'
import { registerTerms, type RegisterState } from '../register/index.ts'
import {
  bytesUpTo,
  decodeCbor,
  encodeCbor,
  exactly,
  list,
  map,
  nation,
  oneOf,
  readShape,
  text,
  tuple,
  type Cbor,
} from '../wire/index.ts'
import { certificateStatement, readCertificates, type KnownCertificate } from './certificates.ts'
import { introductionShape, markShape, MEMBERS_MAX } from './ceremony-file.ts'
import type { Db } from './db.ts'
import type { RegisterChange } from './register-change.ts'
import { keepStatements, readStatements, registerOf, type Statement } from './statements.ts'

/** Statements of a register's whole life: a rotation a year of each member, a register a month. */
const HISTORY_MAX = 5000
const STATEMENT_BYTES_MAX = 2_097_152

const shape = map({
  v: exactly(1),
  history: list(
    tuple(oneOf('founding', 'register', 'descriptor', 'revocation'), bytesUpTo(STATEMENT_BYTES_MAX)),
    HISTORY_MAX,
    1,
  ),
  certificates: list(tuple(nation, text(20_000)), HISTORY_MAX),
  introductions: list(introductionShape, MEMBERS_MAX),
  next: map(registerTerms),
  descriptors: list(bytesUpTo(16_384), MEMBERS_MAX),
  marks: list(markShape, MEMBERS_MAX),
})

export function registerChangeFile(change: RegisterChange): Uint8Array {
  const { history, certificates, ...rest } = change
  return encodeCbor({
    v: 1,
    ...rest,
    history: history.map(({ kind, body }) => [kind, body]),
    certificates: certificates.map(({ nation: of, pem }) => [of, pem]),
  } as unknown as Cbor)
}

/** Errors: `cbor.*`, `message.shape`. */
export function readRegisterChange(file: Uint8Array): Result<RegisterChange> {
  const decoded = decodeCbor(new Uint8Array(file))
  if (!decoded.ok) return decoded
  const read = readShape(shape, decoded.value)
  if (!read.ok) return read
  const { v: _, history, certificates, ...rest } = read.value
  return ok({
    ...rest,
    history: history.map(([kind, body]) => ({ kind, body })),
    certificates: certificates.map(([of, pem]) => ({ nation: of, pem })),
  })
}

/**
 * Keeps a register that enough have signed. A member has the rest; a newcomer takes the network's statements and certificates
 * with it, and is in the network.
 */
export async function keepRegister(
  db: Db,
  { history, certificates, introductions }: RegisterChange,
  register: Uint8Array,
  at: Date,
  newcomer: boolean,
): Promise<void> {
  const told = newcomer ? certificates : introductions.map((i) => ({ nation: i.nation, pem: i.certificate }))
  await keepStatements(
    db,
    [
      ...(newcomer ? history : []),
      { kind: 'register', body: register },
      ...told.map((certificate) => certificateStatement(certificate)),
    ],
    at,
  )
}

/** The register as this node has it, with what a proposal hands on. */
export interface RegisterHere {
  readonly state: RegisterState
  readonly statements: readonly Statement[]
  readonly certificates: readonly KnownCertificate[]
}

/** Null while the node has joined no network. Errors: a statement that does not verify any more. */
export async function readRegister(db: Db, at: number): Promise<Result<RegisterHere | null>> {
  const statements = await readStatements(db)
  const state = registerOf(statements, at)
  if (!state.ok || state.value === null) return state.ok ? ok(null) : state
  return ok({ state: state.value, statements, certificates: await readCertificates(db, statements) })
}
