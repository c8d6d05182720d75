import {
  cosignCheckpoint,
  formatNote,
  judgeByPolicy,
  judgeCheckpoint,
  openCheckpoint,
  originOf,
  parseAddCheckpoint,
  parseNote,
  sameHash,
  type AddCheckpoint,
  type Checkpoint,
  type Ed25519Verify,
  type NoteSigner,
  type TlogPolicy,
  type TreeHasher,
  type VerifierKey,
  type WitnessAnswer,
  type WitnessRefusal,
  type WitnessVerdict,
} from '@basinet/transparency-log'
import { must } from '@basinet/kernel/contract'
import type { AlarmKind, LogAlarm } from './alarm.ts'
import type { LeafRun, Mirror } from './mirror.ts'
import type { WitnessedLog, WitnessStore } from './store.ts'

export interface WitnessOptions {
  readonly signer: NoteSigner
  readonly store: WitnessStore
  readonly mirror: Mirror
  /** Keys in force for the log of this origin, from the register; empty when it is no member's. */
  readonly logKeys: (origin: string) => readonly VerifierKey[]
  /** More than half of the witnesses of a log: no two histories can have so many. Null when the log is not known. */
  readonly majority: (origin: string) => TlogPolicy | null
  readonly hasher: TreeHasher
  readonly verify: Ed25519Verify
  readonly nowMs: () => number
}

export interface WitnessStep {
  readonly answer: WitnessAnswer
  /** Raise it here and send it to every member. */
  readonly alarm: LogAlarm | null
}

export interface RestoredStep extends WitnessStep {
  /** What was cosigned here and is lost to the log, as an alarm that is on record and not open; null when nothing was. */
  readonly loss: LogAlarm | null
}

export interface Witness {
  readonly key: VerifierKey
  /**
   * One request of C2SP tlog-witness add-checkpoint, with the leaf hashes from those held here up to the checkpoint. What is
   * cosigned is held: after a restore the log can have it back.
   * @param from `log` when the connection is authenticated as the node whose log it is. Anyone else may repeat an old note or
   *   garble a proof, so from them only what proves itself raises an alarm.
   */
  addCheckpoint(body: Uint8Array | string, leaves: LeafRun, from: 'log' | 'other'): Promise<WitnessStep>
  /**
   * A log that was restored from a backup, while this witness could not be asked, goes on from `leaves.begin`. The witness follows
   * where more than half of the log's witnesses have: two histories cannot both have so many, so that what it had cosigned beyond
   * that point was never witnessed. What is lost is put on record.
   */
  addRestored(body: Uint8Array | string, leaves: LeafRun, from: 'log' | 'other'): Promise<RestoredStep>
  /** Latest checkpoint of a log with the log's signature and this witness's; null for one never cosigned. */
  checkpoint(origin: string): Promise<string | null>
}

/** Times a step is tried again when another request changed the log in between. */
const RACES_MAX = 3

export function createWitness(options: WitnessOptions): Witness {
  return {
    key: options.signer.key,
    addRestored: (body, leaves, from) => takeRestored(options, body, leaves, from),
    async addCheckpoint(body, leaves, from) {
      const request = parseAddCheckpoint(body)
      if (!request.ok) return { answer: { status: 400, message: request.error.message }, alarm: null }
      for (let attempt = 0; attempt < RACES_MAX; attempt++) {
        const step = await stepOnce(options, request.value, leaves, from)
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
  leaves: LeafRun,
  from: 'log' | 'other',
): Promise<WitnessStep | null> {
  const { store, hasher, verify } = options
  const origin = originOf(request.checkpoint) ?? ''
  const keys = options.logKeys(origin)
  const before = await store.latest(origin)
  const latest = { size: before?.size ?? 0, root: before?.root ?? null }
  const verdict = judgeCheckpoint(request, keys, latest, hasher, verify)
  if (verdict.verdict === 'cosign') return cosign(options, request, leaves, verdict.checkpoint, before)
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
  leaves: LeafRun,
  checkpoint: Checkpoint,
  before: WitnessedLog | null,
  from = before?.size ?? 0,
): Promise<WitnessStep | null> {
  const grown = await options.mirror.grown(checkpoint.origin, from, leaves, checkpoint)
  if (!grown.ok) return { answer: { status: 422, message: grown.error.message }, alarm: null }
  const atSeconds = Math.floor(options.nowMs() / 1000)
  const bare = withoutStrangers(request.checkpoint, options.logKeys(checkpoint.origin))
  const note = must(cosignCheckpoint(bare, options.signer, atSeconds))
  const next = { size: checkpoint.size, root: checkpoint.root, note }
  if (!(await options.store.replace(checkpoint.origin, before, next, grown.value))) return null
  const line = must(parseNote(note)).signatures.at(-1)!
  return { answer: { status: 200, cosignatures: [line] }, alarm: null }
}

async function takeRestored(
  options: WitnessOptions,
  body: Uint8Array | string,
  leaves: LeafRun,
  by: 'log' | 'other',
): Promise<RestoredStep> {
  const refuse = (status: WitnessRefusal, message: string): RestoredStep => ({
    answer: { status, message },
    alarm: null,
    loss: null,
  })
  const request = parseAddCheckpoint(body)
  if (!request.ok) return refuse(400, request.error.message)
  const { checkpoint: note } = request.value
  const origin = originOf(note) ?? ''
  const before = await options.store.latest(origin)
  const policy = options.majority(origin)
  if (by !== 'log' || policy === null) return refuse(404, 'only the node whose log it is says so')
  const trust = { origin, logKeys: options.logKeys(origin), witnessKeys: [], witnessesMin: 0 }
  const opened = openCheckpoint(note, trust, options.verify)
  if (!opened.ok) return refuse(403, opened.error.message)
  const { checkpoint } = opened.value
  if (before === null || leaves.begin > Math.min(before.size, checkpoint.size))
    return refuse(400, `it goes on from ${leaves.begin}, beyond what was cosigned here`)
  const judged = judgeByPolicy(note, policy, options.verify)
  if (!judged.ok || !judged.value.quorum)
    return refuse(422, 'fewer than half of the witnesses have cosigned what it goes on with')
  const step = await cosign(options, request.value, leaves, checkpoint, before, leaves.begin)
  if (step === null) return { answer: { status: 409, size: before.size }, alarm: null, loss: null }
  if (step.answer.status !== 200) return { ...step, loss: null }
  const loss: LogAlarm = {
    severity: 'red',
    kind: 'rollback',
    origin,
    atMs: options.nowMs(),
    notes: [before.note, note],
    prefix: null,
    message: `restored at ${leaves.begin} leaves: ${before.size - leaves.begin} that this witness had cosigned, and no majority, are lost`,
  }
  return { ...step, loss }
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
    const prefix = await options.mirror.prefix(offered.origin, offered.size, before.size)
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
