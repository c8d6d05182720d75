import { ok, type Result } from '@basinet/kernel/contract'
import { foundingShape } from '../register/index.ts'
import {
  bytes,
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
  type Signer,
} from '../wire/index.ts'
import {
  finishCeremony,
  joinCeremony,
  signFirstRegister,
  type Ceremony,
  type Introduction,
} from './ceremony.ts'
import type { Db } from './db.ts'
import type { OwnKeys } from './keys.ts'
import { keepStatements } from './statements.ts'

export const MEMBERS_MAX = 64
export const introductionShape = map({
  nation,
  kind: oneOf('nation', 'body'),
  mode: oneOf('service', 'demo'),
  root: bytes(32),
  urls: list(text(300, /^https:\/\/[^\s]+$/), 16),
  certificate: text(20_000),
})
const introducedShape = map({ v: exactly(1), introduction: introductionShape })
export const markShape = tuple(nation, bytes(8), bytes(64))
const ceremonyShape = map({
  v: exactly(1),
  introductions: list(introductionShape, MEMBERS_MAX, 1),
  founding: foundingShape,
  foundingMarks: list(markShape, MEMBERS_MAX),
  descriptors: list(bytesUpTo(16_384), MEMBERS_MAX),
  registerMarks: list(markShape, MEMBERS_MAX),
})

export function introductionFile(stated: Introduction): Uint8Array {
  return encodeCbor({ v: 1, introduction: { ...stated, urls: [...stated.urls] } })
}

/** Errors: `cbor.*`, `message.shape`. */
export function readIntroductionFile(file: Uint8Array): Result<Introduction> {
  const decoded = decodeCbor(new Uint8Array(file))
  if (!decoded.ok) return decoded
  const read = readShape(introducedShape, decoded.value)
  return read.ok ? ok(read.value.introduction) : read
}

export function ceremonyFile(ceremony: Ceremony): Uint8Array {
  return encodeCbor({ v: 1, ...ceremony } as unknown as Cbor)
}

/** Errors: `cbor.*`, `message.shape`. */
export function readCeremonyFile(file: Uint8Array): Result<Ceremony> {
  const decoded = decodeCbor(new Uint8Array(file))
  if (!decoded.ok) return decoded
  const read = readShape(ceremonyShape, decoded.value)
  if (!read.ok) return read
  const { v: _, ...ceremony } = read.value
  return ok(ceremony)
}

export interface Finished {
  readonly founding: Uint8Array
  readonly register: Uint8Array
}

/** Takes whichever turn is this node's, and tells who is next. Errors: `ceremony.*`, `signature.wrong`. */
export function takeTurn(
  ceremony: Ceremony,
  keys: OwnKeys,
  at: number,
): Result<{
  readonly ceremony: Ceremony
  readonly done: Finished | null
  readonly waitsFor: readonly string[]
}> {
  const joined = joinCeremony(ceremony, keys, at)
  if (!joined.ok) return joined
  const everybody = joined.value.foundingMarks.length === joined.value.founding.roots.length
  const signed = everybody ? signFirstRegister(joined.value, keys.root) : joined
  if (!signed.ok) return signed
  const done = finishCeremony(signed.value)
  if (!done.ok) return done
  return ok({ ceremony: signed.value, done: done.value, waitsFor: missing(signed.value, keys.root) })
}

function missing({ introductions, foundingMarks, registerMarks }: Ceremony, me: Signer): string[] {
  const marks = foundingMarks.length === introductions.length ? registerMarks : foundingMarks
  return introductions.map((i) => i.nation).filter((n) => n !== me.nation && !marks.some(([by]) => by === n))
}

/** Keeps founding, register and certificates in the node's database: the node is in the network. */
export async function keepCeremony(db: Db, ceremony: Ceremony, done: Finished, at: Date): Promise<void> {
  const statements = [
    { kind: 'founding', body: done.founding },
    { kind: 'register', body: done.register },
  ] as const
  await keepStatements(db, statements, at)
  for (const { nation: of, certificate } of ceremony.introductions)
    await db.query(
      'INSERT INTO basinet.network_certificate (nation, pem) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [of, certificate],
    )
}
