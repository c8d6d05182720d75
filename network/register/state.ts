import { keyIdOf, sameBytes, toHex, type KeyLookup, type RecipientKey } from '../wire/index.ts'
import type { Kept } from './kept.ts'
import type { Descriptor, Founding, Register, Revocation, TimedKey } from './statements.ts'

/**
 * What a node knows of the network's members. Never changed in place: every accepted statement gives a new state, and
 * the same statements in another order give an equal one.
 */
export interface RegisterState {
  readonly founding: Kept<Founding>
  readonly register: Kept<Register> | null
  /** Newest descriptor of each nation. */
  readonly descriptors: ReadonlyMap<string, Kept<Descriptor>>
  /** By nation and key id in hex. */
  readonly revoked: ReadonlyMap<string, Kept<Revocation>>
}

export function roots(state: RegisterState): Founding['roots'] {
  return state.register?.value.roots ?? state.founding.value.roots
}

export function threshold(state: RegisterState): number {
  return state.register?.value.threshold ?? state.founding.value.threshold
}

/** Finds root keys among these. */
export function rootLookup(among: Founding['roots']): KeyLookup {
  return (nation, keyId) =>
    among.find((r) => r.nation === nation && sameBytes(keyIdOf(r.key), keyId))?.key ?? null
}

export function revokedId(nation: string, keyId: Uint8Array): string {
  return `${nation}/${toHex(keyId)}`
}

/** True when a nation may take part: it has a descriptor and was not put out. */
export function isMember(state: RegisterState, nation: string): boolean {
  return state.descriptors.has(nation) && state.register?.value.left.includes(nation) !== true
}

export function members(state: RegisterState): string[] {
  return [...state.descriptors.keys()].filter((nation) => isMember(state, nation)).sort()
}

/** Keys of a member that are in their time and not revoked, newest start first. */
function inForce(
  state: RegisterState,
  nation: string,
  kind: 'sign' | 'agree',
  at: number,
): readonly TimedKey[] {
  if (!isMember(state, nation)) return []
  const keys = state.descriptors.get(nation)?.value[kind] ?? []
  return keys
    .filter((k) => k.from <= at && at < k.until && !state.revoked.has(revokedId(nation, keyIdOf(k.key))))
    .toSorted((a, b) => b.from - a.from)
}

/** Signing keys in force at `at`: what heads, envelopes and receipts are checked with. */
export function signKeys(state: RegisterState, at: number): KeyLookup {
  return (nation, keyId) =>
    inForce(state, nation, 'sign', at).find((k) => sameBytes(keyIdOf(k.key), keyId))?.key ?? null
}

/** A member's signing keys in force, newest start first. */
export function signKeysOf(state: RegisterState, nation: string, at: number): Uint8Array[] {
  return inForce(state, nation, 'sign', at).map((k) => k.key)
}

/** Who was cut off so long has heard of a key before anything is signed with it. */
const RIPE_MS = 30 * 86_400_000

/**
 * The key a member signs with: the newest that all can have heard of, and the oldest where there is none; a revoked one never. Null
 * when none is in force.
 */
export function signingKey(state: RegisterState, nation: string, at: number): Uint8Array | null {
  const keys = inForce(state, nation, 'sign', at)
  return (keys.find((k) => k.from + RIPE_MS <= at) ?? keys.at(-1))?.key ?? null
}

/** Every signing key a member lists. */
export function everKeysOf(state: RegisterState, nation: string): Uint8Array[] {
  return (state.descriptors.get(nation)?.value.sign ?? []).map((k) => k.key)
}

/** Signing keys a member lists, in force or not: for what was signed long ago and is judged by its place, not by its time. */
export function everSignKeys(state: RegisterState): KeyLookup {
  return (nation, keyId) =>
    state.descriptors.get(nation)?.value.sign.find((k) => sameBytes(keyIdOf(k.key), keyId))?.key ?? null
}

/** The key to encrypt to; null when the nation is no member or has none in force. */
export function recipientKey(state: RegisterState, nation: string, at: number): RecipientKey | null {
  const [newest] = inForce(state, nation, 'agree', at)
  return newest === undefined ? null : { nation, keyId: keyIdOf(newest.key), publicKey: newest.key }
}

export type Standing =
  | { readonly kind: 'current'; readonly until: number }
  /** The node goes on with the members it knows, and everything it shows and sends says so. */
  | { readonly kind: 'degraded'; readonly since: number; readonly why: 'register-stale' | 'no-register' }

/** A register past its validity does not stop the exchange: it is declared stale. */
export function standing(state: RegisterState, at: number): Standing {
  const register = state.register?.value
  if (register === undefined) return { kind: 'degraded', since: state.founding.value.at, why: 'no-register' }
  return at < register.until
    ? { kind: 'current', until: register.until }
    : { kind: 'degraded', since: register.until, why: 'register-stale' }
}
