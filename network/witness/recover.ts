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
    readonly root: string | null
    readonly mirror: string | null
    readonly witnesses: readonly string[]
    /** Witnesses that had cosigned more than `to`, and cannot give its leaves: declared lost. */
    readonly unrecovered: readonly { readonly witness: string; readonly size: number }[]
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
 * only when a quorum of witnesses has: what a quorum cosigned, one of these holds. What a witness below the quorum cosigned and
 * cannot give back, every witness being asked, is declared lost; one that was silent is shown later what the others cosign
 * (`witnessRound`).
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
  const above = shown.filter((s) => s.checkpoint.size > own.size)
  const tops = above.toSorted((a, b) => b.checkpoint.size - a.checkpoint.size)
  const lost: Shown[] = []
  for (const target of tops) {
    const kept = shown.filter((s) => !lost.includes(s))
    const rebuilt = await rebuild(own, ports, kept, target, answered, nowMs, lost)
    if (rebuilt !== null && !('silent' in rebuilt)) return rebuilt
    // A mirror that did not answer may have them; and what a quorum cosigned is never given up.
    const cosigners = new Set(lost.map((l) => l.witness)).add(target.witness)
    if (rebuilt !== null || answered.size < ports.length || quorumMet(own.policy, cosigners)) break
    lost.push(target)
  }
  if (
    lost.length === tops.length &&
    (await inconsistent(
      own,
      [],
      shown.filter((s) => !lost.includes(s)),
    )) === null
  )
    return ok(declared(own, answered, lost))
  const { size } = top.checkpoint
  return fail(
    'recover.mirror',
    `no mirror gives leaves ${own.size} to ${size} that lead from this log to the signed root: it has written since the backup, or a mirror was not reached`,
  )
}

/** Nothing that witnesses below the quorum cosigned can be had back. */
function declared(own: OwnLog, answered: ReadonlySet<string>, lost: readonly Shown[]): Recovery {
  const event = {
    kind: 'log.recovered',
    from: own.size,
    to: own.size,
    root: null,
    mirror: null,
    witnesses: [...answered].toSorted(),
    unrecovered: unrecoveredOf(lost),
  } as const
  return { target: null, lost: { from: own.size, hashes: [] }, tiles: [], mirror: null, answered, event }
}

const unrecoveredOf = (lost: readonly Shown[]) =>
  lost.map(({ witness, checkpoint }) => ({ witness, size: checkpoint.size }))

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

/** Null: no mirror has leaves that lead to this root. `silent`: one of them did not answer. */
async function rebuild(
  own: OwnLog,
  ports: readonly WitnessPort[],
  shown: readonly Shown[],
  top: Shown,
  answered: ReadonlySet<string>,
  nowMs: number,
  lost: readonly Shown[],
): Promise<RecoveryResult | { readonly silent: true } | null> {
  const { size, root } = top.checkpoint
  if (size - own.size > LOST_LEAVES_MAX)
    return fail(
      'recover.size',
      `${size - own.size} leaves are missing, at most ${LOST_LEAVES_MAX} are taken back`,
    )
  let silent = false
  for (const port of ports) {
    const hashes = await fetchLeaves(port, own.origin, own.size, size)
    if (hashes === 'silent') silent = true
    if (hashes === 'silent' || hashes === null) continue
    const builder = await resumed(own)
    builder.append(hashes)
    // Another root: this mirror's leaves are not ours, or this node has written since the backup. The next one decides.
    if (!sameHash(builder.root(), root)) continue
    const odd = await inconsistent(own, hashes, shown)
    if (odd !== null) return { ok: false, alarm: alarmOf(own, top, odd, nowMs) }
    const witnesses = [...answered].toSorted()
    const hex = Buffer.from(root).toString('hex')
    const found = { from: own.size, to: size, root: hex, mirror: port.name, witnesses }
    return ok({
      target: { size, root, note: top.note },
      lost: { from: own.size, hashes },
      tiles: builder.takeTiles(),
      mirror: port.name,
      answered,
      event: { kind: 'log.recovered', ...found, unrecovered: unrecoveredOf(lost) },
    })
  }
  return silent ? { silent } : null
}

async function fetchLeaves(
  port: WitnessPort,
  origin: string,
  from: number,
  to: number,
): Promise<Uint8Array[] | 'silent' | null> {
  const hashes: Uint8Array[] = []
  for (let at = from; at < to; at += LEAVES_READ_MAX) {
    const end = Math.min(to, at + LEAVES_READ_MAX)
    const page = await port.leaves(origin, at, end)
    if (page === null) return 'silent'
    const got = page.hashes
    if (got === null || got.length !== end - at || got.some((hash) => hash.length !== 32)) return null
    for (const hash of got) hashes.push(hash)
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
