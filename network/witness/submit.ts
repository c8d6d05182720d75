import { fail, must, ok, type Result } from '@basinet/kernel/contract'
import {
  addCosignatures,
  consistencyProof,
  formatAddCheckpoint,
  judgeByPolicy,
  parseWitnessAnswer,
  sameHash,
  type WitnessAnswer,
} from '@basinet/transparency-log'
import { LEAVES_SENT_MAX } from './mirror.ts'
import { ownLeaves, ownNodes, ownRoot, witnessKey, type OwnLog } from './own-log.ts'
import type { WitnessPort } from './port.ts'
import { witnessedTree } from './witnessed-note.ts'

/** How one witness answered a checkpoint of ours. */
export type WitnessStanding =
  | { readonly kind: 'cosigned'; readonly atSeconds: number }
  | { readonly kind: 'unreachable' }
  /** It does not know our log, or our key: its register is behind, or ours is. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** It claims something of our log that it cannot show, or answers what is no answer. */
  | { readonly kind: 'untrue'; readonly message: string }
  /** Its latest checkpoint, signed by us, is of a larger tree: this node lost leaves. Recover before writing. */
  | { readonly kind: 'ahead'; readonly size: number; readonly note: string }
  /** Its latest checkpoint, signed by us, is of another tree: our log has two histories. */
  | { readonly kind: 'forked'; readonly size: number; readonly note: string }

export interface Round {
  /** The checkpoint with every cosignature that came. */
  readonly checkpoint: string
  /** The policy's quorum has cosigned it. */
  readonly quorum: boolean
  readonly standings: ReadonlyMap<string, WitnessStanding>
  /** Size each witness has cosigned, for the next round. */
  readonly sizes: ReadonlyMap<string, number>
}

const ATTEMPTS_MAX = 3

/** What the log remembers of its witnesses from round to round, and of its own restores. */
export interface Known {
  /** Size each has cosigned; one that is not in it is first asked what it holds. */
  readonly sizes?: ReadonlyMap<string, number>
  /** Sizes at which this log came back from a backup and went on: a witness that could not be asked then may know more. */
  readonly restoredAt?: readonly number[]
}

/**
 * Takes a signed checkpoint of the own log to all witnesses at once, with the leaves that each lacks, and gathers what they cosign.
 * One that alone had cosigned what a restore lost is then shown what the others have cosigned since.
 */
export async function witnessRound(
  own: OwnLog,
  checkpoint: string,
  ports: readonly WitnessPort[],
  { sizes = new Map(), restoredAt = [] }: Known = {},
): Promise<Result<Round>> {
  const start = judgeByPolicy(checkpoint, own.policy, own.verify)
  if (!start.ok) return start
  const { size } = start.value.checkpoint
  if (start.value.checkpoint.origin !== own.origin || size > own.size)
    return fail('witness.other', 'the checkpoint is not of this log as it stands', 'checkpoint')
  const after = restoredAt.length > 0
  const asked = await Promise.all(
    ports.map((port) => askOne(own, checkpoint, size, port, sizes.get(port.name) ?? null, after)),
  )
  let merged = gather(own, checkpoint, ports, asked)
  if (after && must(judgeByPolicy(merged, own.policy, own.verify)).quorum) {
    const again = await Promise.all(
      asked.map(async (one, i) => {
        const { kind } = one.standing
        const other = kind === 'ahead' || kind === 'forked'
        return other ? showRestored(own, merged, size, ports[i]!, restoredAt, one) : one
      }),
    )
    asked.splice(0, asked.length, ...again)
    merged = gather(own, checkpoint, ports, asked)
  }
  const standings = new Map(ports.map((port, i) => [port.name, asked[i]!.standing]))
  const known = new Map(sizes)
  for (const [name, { kind }] of standings) if (kind === 'cosigned') known.set(name, size)
  const { quorum } = must(judgeByPolicy(merged, own.policy, own.verify))
  return ok({ checkpoint: merged, quorum, standings, sizes: known })
}

/** The checkpoint with every cosignature that came. */
function gather(
  own: OwnLog,
  checkpoint: string,
  ports: readonly WitnessPort[],
  asked: readonly Asked[],
): string {
  let merged = checkpoint
  for (const [i, { standing, lines }] of asked.entries())
    if (standing.kind === 'cosigned')
      merged = must(addCosignatures(merged, lines, [witnessKey(own, ports[i]!.name)!], own.verify)).checkpoint
  return merged
}

interface Asked {
  readonly standing: WitnessStanding
  readonly lines: Extract<WitnessAnswer, { status: 200 }>['cosignatures']
}

const without = (standing: WitnessStanding): Asked => ({ standing, lines: [] })
const untrue = (message: string): Asked => without({ kind: 'untrue', message })

async function askOne(
  own: OwnLog,
  checkpoint: string,
  size: number,
  port: WitnessPort,
  knownSize: number | null,
  restored: boolean,
): Promise<Asked> {
  if (witnessKey(own, port.name) === null) return untrue('it is no witness of the policy')
  // Asked before it is shown anything: to a witness that knows more, our checkpoint would be a log that lost leaves.
  const apart = restored && knownSize === null ? await demandNote(own, port, size) : null
  if (apart !== null && !['agrees', 'untrue'].includes(apart.standing.kind)) return apart as Asked
  const held = knownSize ?? (await port.held(own.origin))
  if (held === null) return without({ kind: 'unreachable' })
  let oldSize = Math.min(held, size)
  for (let attempt = 0; attempt < ATTEMPTS_MAX;) {
    // What a witness that is far behind lacks goes in pieces, each with a checkpoint of its own.
    const to = Math.min(size, oldSize + LEAVES_SENT_MAX)
    const part = to === size ? checkpoint : own.sign(to, await rootOf(own, to))
    const sent = await port.addCheckpoint(
      formatAddCheckpoint({ oldSize, proof: await proofOf(own, oldSize, to), checkpoint: part }),
      await ownLeaves(own, oldSize, to),
    )
    if (sent === null) return without({ kind: 'unreachable' })
    const answer = parseWitnessAnswer(sent.status, sent.contentType, sent.body)
    if (!answer.ok) return untrue(answer.error.message)
    if (answer.value.status === 200) {
      if (to === size) return cosigned(own, checkpoint, port, answer.value)
      oldSize = to
      continue
    }
    attempt++
    if (answer.value.status === 409 && answer.value.size <= size && answer.value.size !== oldSize) {
      oldSize = answer.value.size
      continue
    }
    if (answer.value.status === 409 || answer.value.status === 422) {
      const shown = await demandNote(own, port, size)
      return shown.standing.kind === 'agrees'
        ? untrue('it refused a proof that holds for the checkpoint it shows')
        : (shown as Asked)
    }
    return without({ kind: 'refused', status: answer.value.status, message: answer.value.message })
  }
  return untrue('it names another size each time it is asked')
}

function cosigned(
  own: OwnLog,
  checkpoint: string,
  port: WitnessPort,
  answer: Extract<WitnessAnswer, { status: 200 }>,
): Asked {
  const key = witnessKey(own, port.name)!
  const added = addCosignatures(checkpoint, answer.cosignatures, [key], own.verify)
  if (!added.ok) return untrue(added.error.message)
  const atSeconds = added.value.added[0]!.timestampSeconds ?? 0
  return { standing: { kind: 'cosigned', atSeconds }, lines: answer.cosignatures }
}

/**
 * The witness holds a tree of ours that is not in this log, as one does that could not be asked when this log was restored. It is
 * shown the checkpoint that a quorum has cosigned since, from the point at which the log went on.
 */
async function showRestored(
  own: OwnLog,
  quorumNote: string,
  size: number,
  port: WitnessPort,
  restoredAt: readonly number[],
  before: Asked,
): Promise<Asked> {
  const theirs = 'size' in before.standing ? before.standing.size : 0
  const points = restoredAt.filter((at) => at <= theirs && at <= size && size - at <= LEAVES_SENT_MAX)
  for (const oldSize of points.toSorted((a, b) => b - a)) {
    const sent = await port.addRestored(
      formatAddCheckpoint({ oldSize, proof: await proofOf(own, oldSize, size), checkpoint: quorumNote }),
      await ownLeaves(own, oldSize, size),
    )
    if (sent === null) return without({ kind: 'unreachable' })
    const answer = parseWitnessAnswer(sent.status, sent.contentType, sent.body)
    if (answer.ok && answer.value.status === 200) return cosigned(own, quorumNote, port, answer.value)
  }
  return before
}

// A tile of the own log that cannot be read is the own log's damage, not the witness's.
async function proofOf(own: OwnLog, from: number, to: number): Promise<readonly Uint8Array[]> {
  const proof = await consistencyProof(own.hasher, ownNodes(own, to), from, to)
  if (!proof.ok) throw new Error(`BUG: own log cannot be proven: ${proof.error.message}`)
  return proof.value
}

async function rootOf(own: OwnLog, size: number): Promise<Uint8Array> {
  const root = await ownRoot(own, size)
  if (!root.ok) throw new Error(`BUG: own log cannot be read: ${root.error.message}`)
  return root.value
}

/** What a witness's own note says of our log; `agrees`: it is of a tree that ours begins with, or there is none. */
interface Shown {
  readonly standing: WitnessStanding | { readonly kind: 'agrees' }
  readonly lines: Asked['lines']
}

/** A witness that says our log was larger, or other, must show the checkpoint we signed; without it nobody is stopped by its word. */
async function demandNote(own: OwnLog, port: WitnessPort, size: number): Promise<Shown> {
  const given = await port.checkpoint(own.origin)
  if (given === null) return without({ kind: 'unreachable' })
  const { note } = given
  const key = witnessKey(own, port.name)!
  const shown = note === null ? null : witnessedTree(note, own.origin, own.keys, key, own.verify)
  if (note === null || shown === null)
    return untrue('it speaks of a checkpoint that it cannot show with our signature')
  if (shown.size > own.size) return without({ kind: 'ahead', size: shown.size, note })
  if (!sameHash(await rootOf(own, shown.size), shown.root))
    return without({ kind: 'forked', size: shown.size, note })
  // A newer checkpoint of this very tree reached it on another way: nothing is wrong, and the next round has it.
  return shown.size > size
    ? without({ kind: 'refused', status: 409, message: `it has cosigned ${shown.size} leaves already` })
    : { standing: { kind: 'agrees' }, lines: [] }
}
