import { X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import { makeTlsIdentity } from '../transports/index.ts'
import { acceptDescriptor, acceptRevocation, signDescriptor, signRevocation } from '../register/index.ts'
import { agreeKey, fromHex, seedSigner, toHex } from '../wire/index.ts'
import { certificateStatement, publicKeyHash } from './certificates.ts'
import { asNetwork, type Db, type NetworkCore } from './db.ts'
import { keepKey, loadKeys, type OwnKeys } from './keys.ts'
import { loadState, type NetworkState } from './state.ts'
import { keepStatements } from './statements.ts'

const DAY_MS = 86_400_000
const SEED_BYTES = 32
/** As the first keys: longer than the longest cut an island is planned for. */
const KEY_DAYS = 730
/** A descriptor lists so many of a kind. */
const LISTED_MAX = 16
/** Members that are linked hear of a new certificate over the old one within this time. */
const NEWS_MS = 2 * 60_000
/** An island may be cut off so long and must still know this node when it is back. */
const OVERLAP_TLS_MS = 30 * DAY_MS
export const REVOKE_REASONS = ['lost', 'compromised', 'retired'] as const
export type RevokeReason = (typeof REVOKE_REASONS)[number]

type Vault = Pick<Keyring, 'seal' | 'open'>

interface Standing {
  readonly db: Db
  readonly at: Date
  readonly keys: OwnKeys
  readonly state: NetworkState
}

function standing<T>(
  core: NetworkCore,
  vault: Vault,
  work: (standing: Standing) => Promise<Result<T>>,
): Promise<Result<T>> {
  return asNetwork(core, async (db, at) => {
    const keys = await loadKeys(db, core.nation, vault, at)
    if (!keys.ok) return keys
    const loaded = await loadState(db, core.nation, at.getTime())
    if (!loaded.ok) return loaded
    if (keys.value === null || loaded.value === null)
      return fail('network.absent', 'this node has joined no network')
    return work({ db, at, keys: keys.value, state: loaded.value })
  })
}

export interface Rotated {
  readonly sign: string
  readonly agree: string
  readonly serial: number
  /** When the new certificate is shown. */
  readonly tlsFrom: Date
}

/**
 * Makes new signing, agreement and TLS keys and states them in a new descriptor, signed by the nation's root; the old ones stay
 * in force for their time, so that whoever has not heard yet is still understood. The running node takes them over and tells the
 * members. The new certificate is shown after the longest cut that is planned for, unless `tlsNow`: then as soon as linked
 * members have heard, and the old one is revoked when it is shown no more. Errors: `network.absent`, `descriptor.*`.
 */
export function rotateKeys(
  core: NetworkCore,
  vault: Vault,
  random: (bytes: number) => Uint8Array,
  { tlsNow = false }: { readonly tlsNow?: boolean } = {},
): Promise<Result<Rotated>> {
  return standing(core, vault, async ({ db, at, keys, state }) => {
    const before = state.register.descriptors.get(core.nation)?.value
    if (before === undefined) return fail('network.absent', 'this node has no descriptor')
    const seeds = { sign: random(SEED_BYTES), agree: random(SEED_BYTES) }
    const signer = seedSigner(core.nation, seeds.sign)
    const agreed = agreeKey(seeds.agree)
    const now = at.getTime()
    // Begun an hour ago, for partners whose clock is behind.
    const term = { from: now - DAY_MS / 24, until: now + KEY_DAYS * DAY_MS }
    const tls = await newCertificate(keys, at, random)
    const tlsFrom = tlsNow ? now + NEWS_MS : showFrom(keys, now)
    const running = <T extends { readonly until: number }>(listed: readonly T[]): T[] =>
      listed.filter((k) => k.until > now)
    const { v: _, ...stated } = before
    const next = {
      ...stated,
      serial: before.serial + 1,
      at: now,
      sign: [{ key: signer.publicKey, ...term }, ...running(before.sign)],
      agree: [{ key: agreed.publicKey, ...term }, ...running(before.agree)],
      tls: [tls.hash, ...keys.tlsHashes],
    }
    if (Math.max(next.sign.length, next.agree.length, next.tls.length) > LISTED_MAX)
      return fail('descriptor.keys', `more than ${LISTED_MAX} keys would be in force: wait until one ends`)
    const body = signDescriptor(next, keys.root)
    const accepted = acceptDescriptor(state.register, body, now)
    if (!accepted.ok) return accepted
    const rows = [
      { id: toHex(signer.keyId), kind: 'sign', publicKey: signer.publicKey, secret: seeds.sign },
      { id: toHex(agreed.keyId), kind: 'agree', publicKey: agreed.publicKey, secret: seeds.agree },
    ] as const
    for (const row of rows) await keepKey(db, vault, { ...row, ...term })
    const secret = Buffer.from(tls.identity.key)
    const tlsKey = { id: toHex(tls.hash), kind: 'tls', publicKey: tls.hash, secret, ...term, from: tlsFrom }
    await keepKey(db, vault, tlsKey)
    const shown = { nation: core.nation, pem: tls.identity.certificate }
    await keepStatements(db, [{ kind: 'descriptor', body }, certificateStatement(shown)], at)
    return ok({
      sign: rows[0].id,
      agree: rows[1].id,
      serial: next.serial,
      tlsFrom: new Date(tlsFrom),
    })
  })
}

async function newCertificate({ root }: OwnKeys, at: Date, random: (bytes: number) => Uint8Array) {
  const identity = await makeTlsIdentity(root.nation, new Date(at.getTime() - DAY_MS), KEY_DAYS, random)
  return { identity, hash: publicKeyHash(identity.certificate) }
}

/** After the longest cut that is planned for, and before the one in use is over. */
function showFrom({ tls }: OwnKeys, now: number): number {
  const over = new Date(new X509Certificate(tls.certificate).validTo).getTime()
  return Math.max(now, Math.min(now + OVERLAP_TLS_MS, over - DAY_MS))
}

/**
 * Ends a key of this nation everywhere at once, by its root. The last signing or agreement key in force is not revoked: rotate
 * first. Errors: `network.absent`, `key.unknown`, `key.last`.
 */
export function revokeKey(
  core: NetworkCore,
  vault: Vault,
  keyId: string,
  reason: RevokeReason,
): Promise<Result<null>> {
  return standing(core, vault, async ({ db, at, keys, state }) => {
    const now = at.getTime()
    if (keys.tlsHashes.some((hash) => toHex(hash) === keyId))
      return dropCertificate(db, keys, state, keyId, at)
    const revoked = (id: string): boolean => state.register.revoked.has(`${core.nation}/${id}`)
    const inForce = (of: OwnKeys['sign'] | OwnKeys['agree']): string[] =>
      of
        .filter((k) => k.from <= now && now < k.until)
        .map((k) => toHex(k.key.keyId))
        .filter((id) => !revoked(id))
    const kind = [inForce(keys.sign), inForce(keys.agree)].find((ids) => ids.includes(keyId))
    if (kind === undefined) return fail('key.unknown', `${keyId} is no key of this node in force`, 'key')
    if (kind.length === 1) return fail('key.last', 'it is the last of its kind: rotate the keys first', 'key')
    const network = state.register.founding.hash
    const body = signRevocation({ network, nation: core.nation, keyId: fromHex(keyId), at: now, reason }, [
      keys.root,
    ])
    const accepted = acceptRevocation(state.register, body)
    if (!accepted.ok) return accepted
    await keepStatements(db, [{ kind: 'revocation', body }], at)
    return ok(null)
  })
}

/** The nation's next descriptor names its key no more, and members take it from nobody. */
async function dropCertificate(
  db: Db,
  keys: OwnKeys,
  state: NetworkState,
  keyId: string,
  at: Date,
): Promise<Result<null>> {
  if (toHex(keys.tlsHash) === keyId)
    return fail('key.last', 'it is the certificate that is shown: rotate the keys first', 'key')
  const before = state.register.descriptors.get(keys.root.nation)?.value
  if (before === undefined) return fail('network.absent', 'this node has no descriptor')
  const { v: _, ...stated } = before
  const tls = before.tls.filter((hash) => toHex(hash) !== keyId)
  const body = signDescriptor({ ...stated, serial: before.serial + 1, at: at.getTime(), tls }, keys.root)
  const accepted = acceptDescriptor(state.register, body, at.getTime())
  if (!accepted.ok) return accepted
  await db.query('UPDATE basinet.network_key SET until_at = $2 WHERE key_id = $1', [keyId, at])
  await keepStatements(db, [{ kind: 'descriptor', body }], at)
  return ok(null)
}

export interface KeyRow {
  readonly kind: 'sign' | 'agree' | 'tls'
  readonly id: string
  readonly from: string
  readonly until: string
  /** `later`: not shown yet; `known`: shown no more, and still taken by members. */
  readonly standing: 'in force' | 'revoked' | 'over' | 'later' | 'known'
}

/** The node's keys that partners know, newest first. Errors: `network.absent`. */
export function listKeys(core: NetworkCore, vault: Vault): Promise<Result<KeyRow[]>> {
  return standing(core, vault, async ({ db, at, keys, state }) => {
    const rows = (kind: 'sign' | 'agree', of: OwnKeys['sign'] | OwnKeys['agree']): KeyRow[] =>
      of.map(({ key, from, until }) => {
        const id = toHex(key.keyId)
        const over = at.getTime() >= until
        const gone = state.register.revoked.has(`${core.nation}/${id}`)
        const now = gone ? 'revoked' : over ? 'over' : 'in force'
        return {
          kind,
          id,
          from: new Date(from).toISOString(),
          until: new Date(until).toISOString(),
          standing: now,
        }
      })
    const shown = await db.query<{ key_id: string; from_at: Date; until_at: Date }>(
      `SELECT key_id, from_at, until_at FROM basinet.network_key WHERE kind = 'tls' ORDER BY from_at DESC`,
    )
    const certificates = shown.rows.map(({ key_id: id, from_at: from, until_at: until }): KeyRow => {
      const now =
        at >= until ? 'over' : id === toHex(keys.tlsHash) ? 'in force' : at < from ? 'later' : 'known'
      return { kind: 'tls', id, from: from.toISOString(), until: until.toISOString(), standing: now }
    })
    return ok([...rows('sign', keys.sign), ...rows('agree', keys.agree), ...certificates])
  })
}
