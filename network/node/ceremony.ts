import { fail, ok, type Result } from '@basinet/kernel/contract'
import { fingerprintText, signDescriptor, type Descriptor, type Founding } from '../register/index.ts'
import { DOMAIN, encodeCbor, hashIn, inDomain, signersOf, type Cbor, type Signer } from '../wire/index.ts'
import type { OwnKey, OwnKeys } from './keys.ts'

const DAY_MS = 86_400_000
/** A register is renewed well before; past it nodes go on in declared degraded mode. */
const REGISTER_DAYS = 30

/** What a node says of itself before there is a network: its root key and where and how it is reached. */
export interface Introduction {
  readonly nation: string
  readonly kind: Descriptor['kind']
  readonly mode: Founding['mode']
  readonly root: Uint8Array
  readonly urls: readonly string[]
  readonly certificate: string
}

export type Mark = readonly [nation: string, keyId: Uint8Array, signature: Uint8Array]

/**
 * The founding of a network as a file that goes round: every nation introduces itself, then each signs the founding and states
 * its descriptor, then each signs the first register. It carries nothing secret.
 */
export interface Ceremony {
  readonly introductions: readonly Introduction[]
  readonly founding: Founding
  readonly foundingMarks: readonly Mark[]
  readonly descriptors: readonly Uint8Array[]
  readonly registerMarks: readonly Mark[]
}

export function introduce(
  me: Pick<Introduction, 'nation' | 'kind' | 'mode' | 'urls'>,
  keys: OwnKeys,
): Introduction {
  return { ...me, root: keys.root.publicKey, certificate: keys.tls.certificate }
}

/** Eight groups of five digits of a root key, to be read over the telephone. */
export function rootFingerprint(root: Uint8Array): string {
  return fingerprintText(root)
}

/** Errors: `ceremony.mode`, `ceremony.nation`. */
export function beginCeremony(
  network: string,
  introductions: readonly Introduction[],
  threshold: number,
  at: number,
): Result<Ceremony> {
  const sorted = introductions.toSorted((a, b) => (a.nation < b.nation ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return fail('ceremony.nation', 'a network has at least one founder')
  if (sorted.some((i) => i.mode !== first.mode))
    return fail('ceremony.mode', 'demonstration nodes and service nodes never share a network')
  if (new Set(sorted.map((i) => i.nation)).size !== sorted.length)
    return fail('ceremony.nation', 'two introductions are of one nation')
  const roots = sorted.map(({ nation, root }) => ({ nation, key: root }))
  const founding: Founding = { v: 1, network, mode: first.mode, threshold, roots, at }
  return ok({ introductions: sorted, founding, foundingMarks: [], descriptors: [], registerMarks: [] })
}

const foundingBytes = (ceremony: Ceremony): Uint8Array => encodeCbor(ceremony.founding)

/** A node's first turn: signs the founding and states its descriptor. Errors: `ceremony.nation`. */
export function joinCeremony(ceremony: Ceremony, keys: OwnKeys, at: number): Result<Ceremony> {
  const { nation } = keys.root
  const mine = ceremony.introductions.find((i) => i.nation === nation)
  if (mine === undefined || !sameRoot(mine.root, keys.root.publicKey))
    return fail('ceremony.nation', `it does not hold the root key of ${nation} as this node has it`)
  if (ceremony.foundingMarks.some(([by]) => by === nation)) return ok(ceremony)
  const statement = foundingBytes(ceremony)
  const descriptor = signDescriptor(
    {
      network: hashIn(DOMAIN.founding, statement),
      nation,
      kind: mine.kind,
      mode: mine.mode,
      serial: 1,
      at,
      sign: timedKeys(keys.sign),
      agree: timedKeys(keys.agree),
      tls: [...keys.tlsHashes],
      urls: [...mine.urls],
      oprf: [],
    },
    keys.root,
  )
  return ok({
    ...ceremony,
    foundingMarks: [...ceremony.foundingMarks, markOf(DOMAIN.founding, statement, keys.root)],
    descriptors: [...ceremony.descriptors, descriptor],
  })
}

/** Own keys as a descriptor lists them. */
export function timedKeys(
  keys: readonly OwnKey<{ readonly publicKey: Uint8Array }>[],
): { readonly key: Uint8Array; readonly from: number; readonly until: number }[] {
  return keys.map(({ key, from, until }) => ({ key: key.publicKey, from, until }))
}

const sameRoot = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b))

function registerBytes({ founding, descriptors }: Ceremony, network: Uint8Array): Uint8Array {
  const { threshold, roots, at } = founding
  const until = at + REGISTER_DAYS * DAY_MS
  const first = {
    v: 1,
    network,
    version: 1,
    previous: null,
    at,
    until,
    threshold,
    roots,
    descriptors,
    left: [],
  }
  return encodeCbor(first)
}

/** A node's second turn, once every founder has had its first: signs the register. Errors: `ceremony.turn`. */
export function signFirstRegister(ceremony: Ceremony, root: Signer): Result<Ceremony> {
  const missing = ceremony.introductions.filter(
    (i) => !ceremony.foundingMarks.some(([by]) => by === i.nation),
  )
  if (missing.length > 0)
    return fail(
      'ceremony.turn',
      `these have not signed the founding yet: ${missing.map((m) => m.nation).join(', ')}`,
    )
  if (ceremony.registerMarks.some(([by]) => by === root.nation)) return ok(ceremony)
  const statement = registerBytes(ceremony, hashIn(DOMAIN.founding, foundingBytes(ceremony)))
  return ok({
    ...ceremony,
    registerMarks: [...ceremony.registerMarks, markOf(DOMAIN.register, statement, root)],
  })
}

/** The signed founding and register once enough have signed; null before. Errors: `signature.wrong`, `message.shape`. */
export function finishCeremony(
  ceremony: Ceremony,
): Result<{ readonly founding: Uint8Array; readonly register: Uint8Array } | null> {
  const { founding, foundingMarks, registerMarks } = ceremony
  if (foundingMarks.length < founding.roots.length || registerMarks.length < founding.threshold)
    return ok(null)
  const statement = foundingBytes(ceremony)
  const first = registerBytes(ceremony, hashIn(DOMAIN.founding, statement))
  for (const [domain, bytes, marks] of [
    [DOMAIN.founding, statement, foundingMarks],
    [DOMAIN.register, first, registerMarks],
  ] as const) {
    const lookup = (nation: string): Uint8Array | null =>
      founding.roots.find((r) => r.nation === nation)?.key ?? null
    const signed = signersOf(domain, { statement: bytes, signatures: marks }, lookup)
    if (!signed.ok) return signed
  }
  return ok({
    founding: encodeCbor([statement, foundingMarks.map((m): Cbor => [...m])]),
    register: encodeCbor([first, registerMarks.map((m): Cbor => [...m])]),
  })
}

function markOf(
  domain: typeof DOMAIN.founding | typeof DOMAIN.register,
  statement: Uint8Array,
  root: Signer,
): Mark {
  return [root.nation, root.keyId, root.sign(inDomain(domain, statement))]
}
