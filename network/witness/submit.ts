import { fail, must, ok, type Result } from '@basinet/kernel/contract'
import {
  addCosignatures,
  consistencyProof,
  formatAddCheckpoint,
  judgeByPolicy,
  parseWitnessAnswer,
  sameHash,
  type HttpAnswer,
  type WitnessAnswer,
} from '@basinet/transparency-log'
import { ownNodes, ownRoot, witnessKey, type OwnLog } from './own-log.ts'
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

/**
 * Takes a signed checkpoint of the own log to all witnesses at once and gathers what they cosign.
 * @param sizes what each is known to have cosigned; 0 for one never asked, which costs one more message
 */
export async function witnessRound(
  own: OwnLog,
  checkpoint: string,
  ports: readonly WitnessPort[],
  sizes: ReadonlyMap<string, number> = new Map(),
): Promise<Result<Round>> {
  const start = judgeByPolicy(checkpoint, own.policy, own.verify)
  if (!start.ok) return start
  const { size } = start.value.checkpoint
  if (start.value.checkpoint.origin !== own.origin || size > own.size)
    return fail('witness.other', 'the checkpoint is not of this log as it stands', 'checkpoint')
  const asked = await Promise.all(
    ports.map((port) => askOne(own, checkpoint, size, port, sizes.get(port.name) ?? 0)),
  )
  let merged = checkpoint
  const standings = new Map<string, WitnessStanding>()
  const known = new Map(sizes)
  for (const [i, port] of ports.entries()) {
    const { standing, lines } = asked[i]!
    standings.set(port.name, standing)
    if (standing.kind !== 'cosigned') continue
    merged = must(addCosignatures(merged, lines, [witnessKey(own, port.name)!], own.verify)).checkpoint
    known.set(port.name, size)
  }
  const { quorum } = must(judgeByPolicy(merged, own.policy, own.verify))
  return ok({ checkpoint: merged, quorum, standings, sizes: known })
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
  knownSize: number,
): Promise<Asked> {
  const key = witnessKey(own, port.name)
  if (key === null) return untrue('it is no witness of the policy')
  let oldSize = Math.min(knownSize, size)
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const proof = await consistencyProof(own.hasher, ownNodes(own, size), oldSize, size)
    // A tile of the own log that cannot be read is the own log's damage, not the witness's.
    if (!proof.ok) throw new Error(`BUG: own log cannot be proven: ${proof.error.message}`)
    const sent = await port.addCheckpoint(formatAddCheckpoint({ oldSize, proof: proof.value, checkpoint }))
    if (sent === null) return without({ kind: 'unreachable' })
    const answer = readAnswer(sent)
    if (!answer.ok) return untrue(answer.error.message)
    if (answer.value.status === 200) {
      const added = addCosignatures(checkpoint, answer.value.cosignatures, [key], own.verify)
      if (!added.ok) return untrue(added.error.message)
      const atSeconds = added.value.added[0]!.timestampSeconds ?? 0
      return { standing: { kind: 'cosigned', atSeconds }, lines: answer.value.cosignatures }
    }
    if (answer.value.status === 409 && answer.value.size <= size && answer.value.size !== oldSize) {
      oldSize = answer.value.size
      continue
    }
    if (answer.value.status === 409 || answer.value.status === 422) return demandNote(own, port, size)
    return without({ kind: 'refused', status: answer.value.status, message: answer.value.message })
  }
  return untrue('it names another size each time it is asked')
}

function readAnswer(sent: HttpAnswer): Result<WitnessAnswer> {
  return parseWitnessAnswer(sent.status, sent.contentType, sent.body)
}

/** A witness that says our log was larger, or other, must show the checkpoint we signed; without it nobody is stopped by its word. */
async function demandNote(own: OwnLog, port: WitnessPort, size: number): Promise<Asked> {
  const given = await port.checkpoint(own.origin)
  if (given === null) return without({ kind: 'unreachable' })
  const { note } = given
  const key = witnessKey(own, port.name)!
  const shown = note === null ? null : witnessedTree(note, own.origin, own.keys, key, own.verify)
  if (note === null || shown === null)
    return untrue('it speaks of a checkpoint that it cannot show with our signature')
  if (shown.size > own.size) return without({ kind: 'ahead', size: shown.size, note })
  const root = await ownRoot(own, shown.size)
  if (!root.ok) throw new Error(`BUG: own log cannot be read: ${root.error.message}`)
  if (!sameHash(root.value, shown.root)) return without({ kind: 'forked', size: shown.size, note })
  // A newer checkpoint of this very tree reached it on another way: nothing is wrong, and the next round has it.
  return shown.size > size
    ? without({ kind: 'refused', status: 409, message: `it has cosigned ${shown.size} leaves already` })
    : untrue('it refused a proof that holds for the checkpoint it shows')
}
