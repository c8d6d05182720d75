import {
  cosignCheckpoint,
  formatNote,
  judgeCheckpoint,
  originOf,
  parseAddCheckpoint,
  parseNote,
  sameHash,
  type AddCheckpoint,
  type Checkpoint,
  type Ed25519Verify,
  type NoteSigner,
  type TreeHasher,
  type VerifierKey,
  type WitnessAnswer,
  type WitnessVerdict,
} from '@basinet/transparency-log'
import { must } from '@basinet/kernel/contract'
import type { AlarmKind, LogAlarm } from './alarm.ts'
import type { Mirror } from './mirror.ts'
import type { WitnessedLog, WitnessStore } from './store.ts'

export interface WitnessOptions {
  readonly signer: NoteSigner
  readonly store: WitnessStore
  /** Null where no leaf hashes are kept: then a rolled-back log is reported, not proven. */
  readonly mirror: Mirror | null
  /** Keys in force for the log of this origin, from the register; empty when it is no member's. */
  readonly logKeys: (origin: string) => readonly VerifierKey[]
  readonly hasher: TreeHasher
  readonly verify: Ed25519Verify
  readonly nowMs: () => number
}

export interface WitnessStep {
  readonly answer: WitnessAnswer
  /** Raise it here and send it to every member. */
  readonly alarm: LogAlarm | null
}

export interface Witness {
  readonly key: VerifierKey
  /**
   * One request of C2SP tlog-witness add-checkpoint.
   * @param from `log` when the connection is authenticated as the node whose log it is. Anyone else may repeat an old note or
   *   garble a proof, so from them only what proves itself raises an alarm.
   */
  addCheckpoint(body: Uint8Array | string, from: 'log' | 'other'): Promise<WitnessStep>
  /** Latest checkpoint of a log with the log's signature and this witness's; null for one never cosigned. */
  checkpoint(origin: string): Promise<string | null>
}

/** Times a step is tried again when another request changed the log in between. */
const RACES_MAX = 3

export function createWitness(options: WitnessOptions): Witness {
  return {
    key: options.signer.key,
    async addCheckpoint(body, from) {
      const request = parseAddCheckpoint(body)
      if (!request.ok) return { answer: { status: 400, message: request.error.message }, alarm: null }
      for (let attempt = 0; attempt < RACES_MAX; attempt++) {
        const step = await stepOnce(options, request.value, from)
        if (step !== null) return step
      }
      const origin = originOf(request.value.checkpoint) ?? ''
      const size = (await options.store.latest(origin))?.size ?? 0
      return { answer: { status: 409, size }, alarm: null }
    },
    async checkpoint(origin) {
      return (await options.store.latest(origin))?.note ?? null
    },
  }
}

/** Null when the stored checkpoint changed while this one was judged. */
async function stepOnce(
  options: WitnessOptions,
  request: AddCheckpoint,
  from: 'log' | 'other',
): Promise<WitnessStep | null> {
  const { store, hasher, verify } = options
  const origin = originOf(request.checkpoint) ?? ''
  const keys = options.logKeys(origin)
  const before = await store.latest(origin)
  const latest = { size: before?.size ?? 0, root: before?.root ?? null }
  const verdict = judgeCheckpoint(request, keys, latest, hasher, verify)
  if (verdict.verdict === 'cosign') return cosign(options, request, verdict.checkpoint, before)
  const answer: WitnessAnswer =
    verdict.verdict === 'conflict'
      ? { status: 409, size: verdict.size }
      : { status: verdict.status, message: verdict.message }
  const alarm = before === null ? null : await alarmOf(options, request, verdict, before, from)
  return { answer, alarm }
}

async function cosign(
  options: WitnessOptions,
  request: AddCheckpoint,
  checkpoint: Checkpoint,
  before: WitnessedLog | null,
): Promise<WitnessStep | null> {
  const atSeconds = Math.floor(options.nowMs() / 1000)
  const bare = withoutStrangers(request.checkpoint, options.logKeys(checkpoint.origin))
  const note = must(cosignCheckpoint(bare, options.signer, atSeconds))
  const next = { size: checkpoint.size, root: checkpoint.root, note }
  if (!(await options.store.replace(checkpoint.origin, before, next))) return null
  const line = must(parseNote(note)).signatures.at(-1)!
  return { answer: { status: 200, cosignatures: [line] }, alarm: null }
}

/** Only the log's own signatures are kept, so that nobody can fill a witness's memory with lines of unknown keys. */
function withoutStrangers(checkpoint: string, keys: readonly VerifierKey[]): string {
  const note = must(parseNote(checkpoint))
  const known = note.signatures.filter((line) =>
    keys.some((key) => key.name === line.name && key.keyId === line.keyId),
  )
  return formatNote({ text: note.text, signatures: known })
}

async function alarmOf(
  options: WitnessOptions,
  request: AddCheckpoint,
  verdict: Exclude<WitnessVerdict, { verdict: 'cosign' }>,
  before: WitnessedLog,
  from: 'log' | 'other',
): Promise<LogAlarm | null> {
  // Without the log's own signature the note says nothing about the log.
  const offered = verdict.checkpoint
  if (offered === null) return null
  const raise = (kind: AlarmKind, message: string, prefix: LogAlarm['prefix'] = null): LogAlarm => ({
    severity: 'red',
    kind,
    origin: offered.origin,
    atMs: options.nowMs(),
    notes: [before.note, request.checkpoint],
    prefix,
    message,
  })
  if (offered.size === before.size)
    return sameHash(offered.root, before.root)
      ? null
      : raise('split-view', `two roots for ${offered.size} leaves`)
  if (offered.size < before.size) {
    const prefix = (await options.mirror?.prefix(offered.origin, offered.size, before.size)) ?? null
    if (prefix !== null && sameHash(prefix.root, offered.root)) return null
    if (prefix !== null)
      return raise('split-view', `another tree of ${offered.size} leaves than was shown before`, prefix)
    return from === 'log'
      ? raise('rollback', `a tree of ${offered.size} leaves after one of ${before.size}`)
      : null
  }
  const unproven = verdict.verdict === 'refuse' && verdict.reason === 'bad-proof'
  return unproven && from === 'log'
    ? raise('fork', `no proof that ${offered.size} leaves begin with the ${before.size} shown before`)
    : null
}
