import { fail, must, ok, type Result } from '@basinet/kernel/contract'
import {
  edgeTiles,
  quorumMet,
  sameHash,
  TileBuilder,
  type Checkpoint,
  type TileWrite,
} from '@basinet/transparency-log'
import type { LogAlarm } from './alarm.ts'
import { LEAVES_READ_MAX } from './mirror.ts'
import { ownRoot, witnessKey, type OwnLog } from './own-log.ts'
import type { WitnessPort } from './port.ts'
import { witnessedTree } from './witnessed-note.ts'

/** Leaves that can be taken back in one recovery. */
const LOST_LEAVES_MAX = 10_000_000

/** What the log's node must write, in one transaction, before it writes anything else. */
export interface Recovery {
  /** Largest checkpoint of ours that a witness holds, and its signed note; null when none is ahead of us. */
  readonly target: { readonly size: number; readonly root: Uint8Array; readonly note: string } | null
  /** Leaf hashes whose events are gone: positions `from` up to the target's size. */
  readonly lost: { readonly from: number; readonly hashes: readonly Uint8Array[] }
  /** Tiles of the tree with the lost leaves back in it. */
  readonly tiles: readonly TileWrite[]
  /** Name of the mirror they came from; null when nothing was lost. */
  readonly mirror: string | null
  readonly answered: ReadonlySet<string>
  /** The event to log first: what was lost is on record for ever, and in whose mirror it was found. */
  readonly event: {
    readonly kind: 'log.recovered'
    readonly from: number
    readonly to: number
    readonly root: string
    readonly mirror: string | null
    readonly witnesses: readonly string[]
  } | null
}

export type RecoveryResult = Result<Recovery> | { readonly ok: false; readonly alarm: LogAlarm }

interface Shown {
  readonly witness: string
  readonly note: string
  readonly checkpoint: Checkpoint
}

/**
 * What a node restored from a backup does first. Asks every witness for the last checkpoint it cosigned, takes the missing leaf
 * hashes from a mirror whose leaves lead to the signed root, and checks every other note against the tree so rebuilt. Answers
 * only when a quorum of witnesses has, because those that are silent may be the ones that know more.
 * Errors: `recover.quorum`, `recover.mirror`, `recover.size`, `recover.conflict` (this node has written since the backup); an alarm
 * when two witnesses hold two histories.
 */
export async function recoverFromWitnesses(
  own: OwnLog,
  ports: readonly WitnessPort[],
  nowMs: number,
): Promise<RecoveryResult> {
  const { shown, answered } = await askAll(own, ports)
  if (!quorumMet(own.policy, answered)) {
    const names = [...answered].join(', ') || 'nobody'
    return fail('recover.quorum', `only ${names} answered: not the quorum of the policy`)
  }
  const top = shown.toSorted((a, b) => b.checkpoint.size - a.checkpoint.size)[0]
  if (top === undefined || top.checkpoint.size <= own.size) {
    const odd = await inconsistent(own, [], shown)
    if (odd !== null)
      return fail(
        'recover.conflict',
        `${odd.witness} holds a checkpoint of ours that this log does not contain`,
      )
    const nothing = { target: null, lost: { from: own.size, hashes: [] }, tiles: [], mirror: null }
    return ok({ ...nothing, answered, event: null })
  }
  const split = shown.find((s) => sameSize(s, top) && !sameHash(s.checkpoint.root, top.checkpoint.root))
  if (split !== undefined) return { ok: false, alarm: alarmOf(own, top, split, nowMs) }
  return rebuild(own, ports, shown, top, answered, nowMs)
}

async function askAll(
  own: OwnLog,
  ports: readonly WitnessPort[],
): Promise<{ shown: Shown[]; answered: Set<string> }> {
  const notes = await Promise.all(ports.map((port) => port.checkpoint(own.origin)))
  const shown: Shown[] = []
  const answered = new Set<string>()
  for (const [i, port] of ports.entries()) {
    const given = notes[i] ?? null
    const key = witnessKey(own, port.name)
    if (given === null || key === null) continue
    const { note } = given
    // "None" counts as an answer: a witness that lies so is outvoted by the quorum, as in every other statement.
    if (note === null) answered.add(port.name)
    else {
      const checkpoint = witnessedTree(note, own.origin, own.keys, key, own.verify)
      if (checkpoint === null) continue
      answered.add(port.name)
      shown.push({ witness: port.name, note, checkpoint })
    }
  }
  return { shown, answered }
}

async function rebuild(
  own: OwnLog,
  ports: readonly WitnessPort[],
  shown: readonly Shown[],
  top: Shown,
  answered: ReadonlySet<string>,
  nowMs: number,
): Promise<RecoveryResult> {
  const { size, root } = top.checkpoint
  if (size - own.size > LOST_LEAVES_MAX)
    return fail(
      'recover.size',
      `${size - own.size} leaves are missing, at most ${LOST_LEAVES_MAX} are taken back`,
    )
  for (const port of ports) {
    const hashes = await fetchLeaves(port, own.origin, own.size, size)
    if (hashes === null) continue
    const builder = await resumed(own)
    builder.append(hashes)
    // Another root: this mirror's leaves are not ours, or this node has written since the backup. The next one decides.
    if (!sameHash(builder.root(), root)) continue
    const odd = await inconsistent(own, hashes, shown)
    if (odd !== null) return { ok: false, alarm: alarmOf(own, top, odd, nowMs) }
    const witnesses = [...answered].toSorted()
    const hex = Buffer.from(root).toString('hex')
    return ok({
      target: { size, root, note: top.note },
      lost: { from: own.size, hashes },
      tiles: builder.takeTiles(),
      mirror: port.name,
      answered,
      event: { kind: 'log.recovered', from: own.size, to: size, root: hex, mirror: port.name, witnesses },
    })
  }
  return fail(
    'recover.mirror',
    `no mirror has leaves ${own.size} to ${size} that lead from this log to the signed root: it has written since the backup, or the mirrors are behind`,
  )
}

async function fetchLeaves(
  port: WitnessPort,
  origin: string,
  from: number,
  to: number,
): Promise<Uint8Array[] | null> {
  const hashes: Uint8Array[] = []
  for (let at = from; at < to; at += LEAVES_READ_MAX) {
    const end = Math.min(to, at + LEAVES_READ_MAX)
    const page = await port.leaves(origin, at, end)
    if (page === null || page.length !== end - at || page.some((hash) => hash.length !== 32)) return null
    for (const hash of page) hashes.push(hash)
  }
  return hashes
}

async function resumed(own: OwnLog): Promise<TileBuilder> {
  const contents = await own.tiles.readTiles(edgeTiles(own.size))
  if (contents.includes(null)) throw new Error('BUG: own log lacks a tile on its edge')
  return must(TileBuilder.resume(own.hasher, own.size, contents as Uint8Array[]))
}

/** The first note that is not of a prefix of the rebuilt tree. */
async function inconsistent(
  own: OwnLog,
  hashes: readonly Uint8Array[],
  shown: readonly Shown[],
): Promise<Shown | null> {
  const above = shown.filter((s) => s.checkpoint.size > own.size)
  const builder = await resumed(own)
  for (const one of above.toSorted((a, b) => a.checkpoint.size - b.checkpoint.size)) {
    builder.append(hashes.slice(builder.size - own.size, one.checkpoint.size - own.size))
    if (!sameHash(builder.root(), one.checkpoint.root)) return one
  }
  for (const one of shown.filter((s) => s.checkpoint.size <= own.size)) {
    const root = must(await ownRoot(own, one.checkpoint.size))
    if (!sameHash(root, one.checkpoint.root)) return one
  }
  return null
}

const sameSize = (a: Shown, b: Shown): boolean => a.checkpoint.size === b.checkpoint.size

function alarmOf(own: OwnLog, a: Shown, b: Shown, nowMs: number): LogAlarm {
  return {
    severity: 'red',
    kind: 'split-view',
    origin: own.origin,
    atMs: nowMs,
    notes: [a.note, b.note],
    prefix: null,
    message: `${a.witness} and ${b.witness} hold two histories of this log`,
  }
}
