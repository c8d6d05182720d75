import { verifyProof, type ProofVerdict } from './data-integrity.ts'
import { isObject, listOf, parseJson, type Json, type JsonObject } from './json.ts'
import { openJwt } from './jwt.ts'
import { publicKeyOfDid } from './keys.ts'
import { statusBit, statusEntry } from './status-list.ts'
import { instant, issuerId, kindOf, structureFaults } from './structure.ts'

export interface Check {
  readonly check: 'structure' | 'proof' | 'issuer' | 'period' | 'status' | 'endorsement'
  /** `unknown`: there is nothing here to tell it by. */
  readonly result: 'passed' | 'failed' | 'unknown'
  readonly message: string
}

export interface Verification {
  /** `invalid` where a check failed; `unknown` where none did and proof or status could not be told. */
  readonly verdict: 'valid' | 'invalid' | 'unknown'
  readonly id: string | null
  readonly issuer: string | null
  readonly checks: readonly Check[]
}

export interface VerifyOptions {
  /** Milliseconds. */
  readonly now: number
  /** Keys of issuers by verification method or issuer id, beside did:key, which says its own. */
  readonly keys?: ReadonlyMap<string, Uint8Array>
  /** Issuers one trusts, by id. Absent: whoever holds the key is told, and trusted by nobody. */
  readonly trusted?: ReadonlySet<string>
  /** Status list credentials at hand, as text. */
  readonly statusLists?: readonly string[]
}

const ENDORSEMENTS_MAX = 32

/**
 * Verifies an Open Badges 3.0 credential, JSON or VC-JWT, from what is at hand alone: nothing is ever fetched. Contexts are
 * compared by name, keys come from did:key or the caller, status from lists handed in.
 */
export function verifyCredential(text: string, options: VerifyOptions): Verification {
  const opened = open(text, options)
  if (typeof opened === 'string')
    return {
      verdict: 'invalid',
      id: null,
      issuer: null,
      checks: [{ check: 'structure', result: 'failed', message: opened }],
    }
  const { credential, proof } = opened
  const checks: Check[] = []
  const faults = structureFaults(credential)
  if (kindOf(credential) === 'status-list')
    faults.push({ member: 'type', message: 'is a status list, no certificate' })
  for (const { member, message } of faults)
    checks.push({ check: 'structure', result: 'failed', message: `${member} ${message}` })
  if (faults.length === 0)
    checks.push({ check: 'structure', result: 'passed', message: 'every mandatory member is there' })
  checks.push(...proofChecks(credential, proof, options))
  checks.push(periodCheck(credential, options.now))
  checks.push(statusCheck(credential, options))
  checks.push(...endorsementChecks(credential, options))
  const id = credential['id']
  return {
    verdict: verdictOf(checks),
    id: typeof id === 'string' ? id : null,
    issuer: issuerId(credential) || null,
    checks,
  }
}

function verdictOf(checks: readonly Check[]): Verification['verdict'] {
  if (checks.some((c) => c.result === 'failed' && c.check !== 'endorsement')) return 'invalid'
  const open = checks.some((c) => c.result === 'unknown' && (c.check === 'proof' || c.check === 'status'))
  return open ? 'unknown' : 'valid'
}

interface Opened {
  readonly credential: JsonObject
  readonly proof: ProofVerdict | null
}

function open(text: string, options: VerifyOptions): Opened | string {
  const keyOf = (method: string): Uint8Array | null =>
    publicKeyOfDid(method) ??
    options.keys?.get(method) ??
    options.keys?.get(method.split('#', 1)[0] ?? '') ??
    null
  if (/^\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*$/.test(text))
    return openJwt(text, keyOf) ?? 'the token cannot be read'
  let value: Json
  try {
    value = parseJson(text)
  } catch (error) {
    return `neither JSON nor a signed token: ${error instanceof Error ? error.message : ''}`
  }
  if (!isObject(value)) return 'no JSON object'
  const proofs = listOf(value['proof'])
  const [first] = proofs
  if (first === undefined) return { credential: value, proof: null }
  if (proofs.length > 1)
    return { credential: value, proof: { kind: 'unsupported', reason: 'several proofs are not supported' } }
  return { credential: value, proof: verifyProof(value, first, keyOf) }
}

function proofChecks(credential: JsonObject, proof: ProofVerdict | null, options: VerifyOptions): Check[] {
  if (proof === null) return [{ check: 'proof', result: 'unknown', message: 'it is not signed' }]
  if (proof.kind !== 'good')
    return [{ check: 'proof', result: proof.kind === 'bad' ? 'failed' : 'unknown', message: proof.reason }]
  const issuer = issuerId(credential)
  const checks: Check[] = [{ check: 'proof', result: 'passed', message: `signed by ${proof.method}` }]
  // The key has to be the issuer's: otherwise anybody could sign in anybody's name.
  if (proof.method.split('#', 1)[0] !== issuer)
    checks.push({ check: 'issuer', result: 'failed', message: `the key is not of the issuer ${issuer}` })
  else if (options.trusted === undefined)
    checks.push({ check: 'issuer', result: 'unknown', message: 'no list of trusted issuers was given' })
  else if (options.trusted.has(issuer))
    checks.push({ check: 'issuer', result: 'passed', message: 'the issuer is trusted' })
  else
    checks.push({ check: 'issuer', result: 'failed', message: `${issuer} is not among the trusted issuers` })
  return checks
}

function periodCheck(credential: JsonObject, now: number): Check {
  const from = instant(credential['validFrom'])
  const until = instant(credential['validUntil'])
  if (from !== null && now < from)
    return { check: 'period', result: 'failed', message: 'it is not valid yet' }
  if (until !== null && now >= until) return { check: 'period', result: 'failed', message: 'it has expired' }
  return from === null
    ? { check: 'period', result: 'unknown', message: 'it does not say from when it is valid' }
    : {
        check: 'period',
        result: 'passed',
        message: until === null ? 'it does not expire' : 'it has not expired',
      }
}

function statusCheck(credential: JsonObject, options: VerifyOptions): Check {
  const say = (result: Check['result'], message: string): Check => ({ check: 'status', result, message })
  const entry = statusEntry(credential)
  if (entry === null) return say('passed', 'it names no status: it cannot be revoked')
  if (typeof entry === 'string') return say('unknown', entry)
  for (const text of options.statusLists ?? []) {
    const opened = open(text, options)
    if (typeof opened === 'string' || opened.credential['id'] !== entry.list) continue
    const { credential: list, proof } = opened
    if (proof?.kind !== 'good' || proof.method.split('#', 1)[0] !== issuerId(credential))
      return say('unknown', 'the status list is not signed by the issuer')
    if (periodCheck(list, options.now).result !== 'passed')
      return say('unknown', 'the status list is out of date')
    const bit = statusBit(list, entry.index)
    if (typeof bit === 'string') return say('unknown', bit)
    return bit ? say('failed', 'it has been revoked') : say('passed', 'it has not been revoked')
  }
  return say('unknown', `its status list ${entry.list} is not at hand`)
}

/** Endorsements inside, each told by itself: a bad one does not spoil the certificate. */
function endorsementChecks(credential: JsonObject, options: VerifyOptions): Check[] {
  const found = [...listOf(credential['endorsement']), ...listOf(credential['endorsementJwt'])]
  const subjects = new Set([credential['id'], issuerId(credential), achievementId(credential)])
  return found.slice(0, ENDORSEMENTS_MAX).map((value) => {
    const opened = open(typeof value === 'string' ? value : JSON.stringify(value), options)
    const say = (result: Check['result'], message: string): Check => ({
      check: 'endorsement',
      result,
      message,
    })
    if (typeof opened === 'string') return say('failed', opened)
    const { credential: endorsement, proof } = opened
    if (kindOf(endorsement) !== 'endorsement') return say('failed', 'it is no EndorsementCredential')
    const [fault] = structureFaults(endorsement)
    if (fault !== undefined) return say('failed', `${fault.member} ${fault.message}`)
    const subject = listOf(endorsement['credentialSubject'])[0]
    if (!isObject(subject) || !subjects.has(subject['id'])) return say('failed', 'it endorses something else')
    const wrong = [...proofChecks(endorsement, proof, options), periodCheck(endorsement, options.now)].find(
      (c) => c.result === 'failed' || (c.check === 'proof' && c.result === 'unknown'),
    )
    const by = issuerId(endorsement)
    return wrong === undefined
      ? say('passed', `endorsed by ${by}`)
      : say(wrong.result, `${by}: ${wrong.message}`)
  })
}

function achievementId(credential: JsonObject): Json | undefined {
  const subject = listOf(credential['credentialSubject'])[0]
  const achievement = isObject(subject) ? subject['achievement'] : undefined
  return isObject(achievement) ? achievement['id'] : undefined
}
