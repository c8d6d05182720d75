import { toBase64 } from './base64.ts'
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts'
import type { VerifiedSignature } from './note-keys.ts'
import type { TlogPolicy } from './policy.ts'
import { fail, ok, type Result } from './result.ts'
import type { Ed25519Verify } from './verifier-key.ts'
import { originOf } from './witness-judge.ts'

/** Whether the cosigners suffice (C2SP tlog-policy, groups), by the names the policy gives them. */
export function quorumMet(policy: TlogPolicy, cosigned: ReadonlySet<string>): boolean {
  if (policy.quorum === null) return true
  const known = new Set(policy.witnesses.map((witness) => witness.name))
  const witnessed = new Set([...cosigned].filter((name) => known.has(name)))
  // Groups refer only to names above them, so one pass from the top settles all.
  for (const group of policy.groups) {
    const count = group.members.filter((member) => witnessed.has(member)).length
    if (count >= group.threshold) witnessed.add(group.name)
  }
  return witnessed.has(policy.quorum)
}

/** The policy's names of the witnesses whose checked signatures these are, each once. */
export function witnessNames(policy: TlogPolicy, verified: readonly VerifiedSignature[]): Set<string> {
  const keys = new Set(verified.map((entry) => `${entry.key.name} ${toBase64(entry.key.publicKey)}`))
  const found = policy.witnesses.filter(({ key }) => keys.has(`${key.name} ${toBase64(key.publicKey)}`))
  return new Set(found.map((witness) => witness.name))
}

export interface JudgedCheckpoint extends OpenedCheckpoint {
  /** names of the policy's witnesses that cosigned */
  readonly witnesses: ReadonlySet<string>
  readonly quorum: boolean
}

/** Checks all known signatures of a checkpoint of a log of the policy and says whether its quorum stands; it need not. */
export function judgeByPolicy(
  source: string,
  policy: TlogPolicy,
  verify: Ed25519Verify,
): Result<JudgedCheckpoint> {
  const origin = originOf(source)
  if (origin === null) return fail('checkpoint.origin', 'the checkpoint is no signed note with an origin')
  const logKeys = policy.logs.filter((log) => log.key.name === origin).map((log) => log.key)
  if (logKeys.length === 0) return fail('policy.unknown-log', `the policy has no log ${origin}`, 'origin')
  const witnessKeys = policy.witnesses.map((witness) => witness.key)
  const opened = openCheckpoint(source, { origin, logKeys, witnessKeys, witnessesMin: 0 }, verify)
  if (!opened.ok) return opened
  const witnesses = witnessNames(policy, opened.value.cosignatures)
  return ok({ ...opened.value, witnesses, quorum: quorumMet(policy, witnesses) })
}

/** A checkpoint that the policy holds valid; refuses one without quorum, naming who cosigned. */
export function openByPolicy(
  source: string,
  policy: TlogPolicy,
  verify: Ed25519Verify,
): Result<JudgedCheckpoint> {
  const judged = judgeByPolicy(source, policy, verify)
  if (!judged.ok || judged.value.quorum) return judged
  const names = [...judged.value.witnesses].join(', ')
  return fail('policy.no-quorum', `the quorum ${policy.quorum ?? ''} is not met by: ${names || 'nobody'}`)
}
