import {
  bytes,
  bytesUpTo,
  DOMAIN,
  exactly,
  HASH_BYTES,
  instant,
  list,
  map,
  nation,
  nullable,
  oneOf,
  signStatement,
  sortedSet,
  text,
  uint,
  type ShapeOf,
  type Signer,
} from '../wire/index.ts'

/** Members of one network; a region has some dozens. */
const MEMBERS_MAX = 64
const KEYS_MAX = 16
const KEY_BYTES = 32
const KEY_ID_BYTES = 8

const root = map({ nation, key: bytes(KEY_BYTES) })
const mode = oneOf('service', 'demo')
const networkName = text(60)

/** Who founded a network, and how many of them decide. Every founder signs it with its nation's root key. */
export const foundingShape = map({
  v: exactly(1),
  network: networkName,
  mode,
  threshold: uint(MEMBERS_MAX, 1),
  roots: list(root, MEMBERS_MAX, 1),
  at: instant,
})
export type Founding = ShapeOf<typeof foundingShape>

const timedKey = map({ key: bytes(KEY_BYTES), from: instant, until: instant })
export type TimedKey = ShapeOf<typeof timedKey>

/** A node as its nation states it, signed by the nation's root key. A nation's new serial needs nobody else's word. */
export const descriptorShape = map({
  v: exactly(1),
  /** Hash of the founding: a descriptor is good for one network. */
  network: bytes(HASH_BYTES),
  nation,
  kind: oneOf('nation', 'body'),
  mode,
  serial: uint(Number.MAX_SAFE_INTEGER, 1),
  at: instant,
  /** Ed25519 keys that sign heads, envelopes and receipts. */
  sign: list(timedKey, KEYS_MAX, 1),
  /** X25519 keys that envelopes are encrypted to. */
  agree: list(timedKey, KEYS_MAX, 1),
  /** SHA-256 of the subject public key info of TLS certificates. */
  tls: list(bytes(HASH_BYTES), KEYS_MAX),
  urls: list(text(300, /^https:\/\/[^\s]+$/), KEYS_MAX),
  /** Verifiable OPRF keys by agreement class and epoch, as the hit/no-hit part needs them. */
  oprf: list(map({ class: text(60), epoch: uint(), key: bytes(KEY_BYTES) }), 256),
})
export type Descriptor = ShapeOf<typeof descriptorShape>

const REVOCATION_REASONS = ['lost', 'compromised', 'retired', 'expelled'] as const
/** Ends a signing or agreement key at once: by its nation's root, or by as many roots as accept a register. */
export const revocationShape = map({
  v: exactly(1),
  network: bytes(HASH_BYTES),
  nation,
  keyId: bytes(KEY_ID_BYTES),
  at: instant,
  reason: oneOf(...REVOCATION_REASONS),
})
export type Revocation = ShapeOf<typeof revocationShape>

/** What a register decides, beside whose nodes it lists. */
export const registerTerms = {
  version: uint(Number.MAX_SAFE_INTEGER, 1),
  /** Hash of the statement of the version before; null for the first. */
  previous: nullable(bytes(HASH_BYTES)),
  at: instant,
  until: instant,
  threshold: uint(MEMBERS_MAX, 1),
  roots: list(root, MEMBERS_MAX, 1),
  /** Nations that are members no longer; their frames are refused from then on. */
  left: sortedSet(nation, MEMBERS_MAX),
}

/** The membership, accepted by `threshold` roots of the register before it (The Update Framework 1.0.33, 5.3). */
export const registerShape = map({
  v: exactly(1),
  network: bytes(HASH_BYTES),
  ...registerTerms,
  /** Signed descriptors of the members at that time. */
  descriptors: list(bytesUpTo(16_384), MEMBERS_MAX),
})
export type Register = ShapeOf<typeof registerShape>

export function signFounding(founding: Omit<Founding, 'v'>, signers: readonly Signer[]): Uint8Array {
  return signStatement(DOMAIN.founding, { v: 1, ...founding }, signers)
}

export function signDescriptor(descriptor: Omit<Descriptor, 'v'>, root: Signer): Uint8Array {
  return signStatement(DOMAIN.descriptor, { v: 1, ...descriptor }, [root])
}

export function signRevocation(revocation: Omit<Revocation, 'v'>, roots: readonly Signer[]): Uint8Array {
  return signStatement(DOMAIN.revocation, { v: 1, ...revocation }, roots)
}

export function signRegister(register: Omit<Register, 'v'>, roots: readonly Signer[]): Uint8Array {
  return signStatement(DOMAIN.register, { v: 1, ...register }, roots)
}
