import { toBase64 } from './base64.ts'
import { fail, ok, type Result } from './result.ts'
import { parseVerifierKey, SIGNATURE_TYPE, type VerifierKey } from './verifier-key.ts'

/** C2SP tlog-policy asks for at least 32 of each; these hold every nation of the region several times over. */
const POLICY_LOGS_MAX = 256
const POLICY_WITNESSES_MAX = 256
const POLICY_GROUPS_MAX = 256
const POLICY_BYTES_MAX = 262_144

export interface PolicyLog {
  readonly key: VerifierKey
  readonly url: string | null
}

export interface PolicyWitness {
  readonly name: string
  readonly key: VerifierKey
  readonly url: string | null
}

export interface PolicyGroup {
  readonly name: string
  /** how many of the members must have witnessed */
  readonly threshold: number
  readonly members: readonly string[]
}

/** A trust policy (C2SP tlog-policy). `quorum` names a witness or group, or is null for `quorum none`. */
export interface TlogPolicy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  readonly quorum: string | null
}

interface Draft {
  readonly logs: PolicyLog[]
  readonly witnesses: PolicyWitness[]
  readonly groups: PolicyGroup[]
  readonly names: Set<string>
  readonly members: Set<string>
  quorum: string | null | undefined
}

/**
 * Parses a policy file. Octets above 0x7F are opaque, as the specification asks. Errors name the line.
 */
export function parsePolicy(source: Uint8Array | string): Result<TlogPolicy> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  if (bytes.length > POLICY_BYTES_MAX)
    return fail('policy.size', `a policy may have ${POLICY_BYTES_MAX} bytes`)
  const control = bytes.findIndex((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f)
  if (control >= 0)
    return fail('policy.control', `byte ${control}: a control character other than tab and newline`)
  const octets = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  if (!octets.endsWith('\n')) return fail('policy.newline', 'the last line has no newline')
  const draft: Draft = {
    logs: [],
    witnesses: [],
    groups: [],
    names: new Set(),
    members: new Set(),
    quorum: undefined,
  }
  for (const [i, line] of octets.slice(0, -1).split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0]!.startsWith('#')) continue
    const done = readLine(draft, words.map(readable), `line ${i + 1}`)
    if (!done.ok) return done
  }
  if (draft.quorum === undefined) return fail('policy.quorum', 'the policy has no quorum line')
  const { logs, witnesses, groups, quorum } = draft
  return ok({ logs, witnesses, groups, quorum })
}

/** Text of the octets; those that are not UTF-8 become lone surrogates, so that different octets never give one name. */
function readable(octets: string): string {
  try {
    const bytes = Uint8Array.from(octets, (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return octets.replaceAll(/[\u0080-\u00FF]/g, (char) => String.fromCharCode(0xdc00 + char.charCodeAt(0)))
  }
}

function readLine(draft: Draft, words: readonly string[], field: string): Result<true> {
  switch (words[0]) {
    case 'log':
      return readLog(draft, words, field)
    case 'witness':
      return readWitness(draft, words, field)
    case 'group':
      return readGroup(draft, words, field)
    case 'quorum':
      return readQuorum(draft, words, field)
    case undefined:
    default:
      return fail('policy.keyword', `${field}: expected log, witness, group or quorum`, field)
  }
}

function readLog(draft: Draft, words: readonly string[], field: string): Result<true> {
  const [, vkey, url, ...rest] = words
  if (vkey === undefined || rest.length > 0)
    return fail('policy.log', `${field}: expected log <vkey> [<url>]`, field)
  const key = keyOf(vkey, SIGNATURE_TYPE.ed25519, field)
  if (!key.ok) return key
  if (draft.logs.some((other) => sameKey(other.key, key.value)))
    return fail('policy.duplicate', `${field}: this log key is listed already`, field)
  if (draft.logs.length === POLICY_LOGS_MAX)
    return fail('policy.limit', `${field}: more than ${POLICY_LOGS_MAX} logs`, field)
  draft.logs.push({ key: key.value, url: url ?? null })
  return ok(true)
}

function readWitness(draft: Draft, words: readonly string[], field: string): Result<true> {
  const [, name, vkey, url, ...rest] = words
  if (name === undefined || vkey === undefined || rest.length > 0)
    return fail('policy.witness', `${field}: expected witness <name> <vkey> [<url>]`, field)
  const key = keyOf(vkey, SIGNATURE_TYPE.cosignatureV1, field)
  if (!key.ok) return key
  if (draft.witnesses.some((other) => sameKey(other.key, key.value)))
    return fail('policy.duplicate', `${field}: this witness key is listed already`, field)
  if (draft.witnesses.length === POLICY_WITNESSES_MAX)
    return fail('policy.limit', `${field}: more than ${POLICY_WITNESSES_MAX} witnesses`, field)
  const fresh = defineName(draft, name, field)
  if (!fresh.ok) return fresh
  draft.witnesses.push({ name, key: key.value, url: url ?? null })
  return ok(true)
}

function readGroup(draft: Draft, words: readonly string[], field: string): Result<true> {
  const [, name, count, ...members] = words
  if (name === undefined || count === undefined || members.length === 0)
    return fail('policy.group', `${field}: expected group <name> all|any|<k> <name>...`, field)
  const threshold = thresholdOf(count, members.length)
  if (threshold === null)
    return fail('policy.threshold', `${field}: expected all, any or 1 to ${members.length}`, field)
  for (const member of members) {
    if (!draft.names.has(member))
      return fail('policy.member', `${field}: ${member} is not defined on a line before`, field)
    if (draft.members.has(member))
      return fail('policy.member', `${field}: ${member} is a member of a group already`, field)
    draft.members.add(member)
  }
  if (draft.groups.length === POLICY_GROUPS_MAX)
    return fail('policy.limit', `${field}: more than ${POLICY_GROUPS_MAX} groups`, field)
  const fresh = defineName(draft, name, field)
  if (!fresh.ok) return fresh
  draft.groups.push({ name, threshold, members })
  return ok(true)
}

function thresholdOf(count: string, members: number): number | null {
  if (count === 'all') return members
  if (count === 'any') return 1
  const k = /^[1-9]\d{0,3}$/.test(count) ? Number(count) : 0
  return k >= 1 && k <= members ? k : null
}

function readQuorum(draft: Draft, words: readonly string[], field: string): Result<true> {
  const [, name, ...rest] = words
  if (name === undefined || rest.length > 0)
    return fail('policy.quorum', `${field}: expected quorum <name>`, field)
  if (draft.quorum !== undefined) return fail('policy.quorum', `${field}: a second quorum line`, field)
  if (name !== 'none' && !draft.names.has(name))
    return fail('policy.quorum', `${field}: ${name} is not defined on a line before`, field)
  draft.quorum = name === 'none' ? null : name
  return ok(true)
}

function defineName(draft: Draft, name: string, field: string): Result<true> {
  if (name === 'none' || draft.names.has(name))
    return fail('policy.name', `${field}: the name ${name} is taken`, field)
  draft.names.add(name)
  return ok(true)
}

function keyOf(vkey: string, type: number, field: string): Result<VerifierKey> {
  const key = parseVerifierKey(vkey)
  if (!key.ok) return fail(key.error.code, `${field}: ${key.error.message}`, field)
  return key.value.type === type
    ? key
    : fail('policy.key-type', `${field}: expected a key of signature type ${type}`, field)
}

function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return toBase64(a.publicKey) === toBase64(b.publicKey)
}
