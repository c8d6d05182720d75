import {
  edgeTiles,
  sha256,
  signCheckpoint,
  TileBuilder,
  treeHasher,
  type NoteSigner,
} from '@basinet/transparency-log'
import { must } from '../contract/result.ts'
import type { Store, Tx } from '../store/store.ts'
import type { SealedSubject } from '../store/subject-seal.ts'
import { tileReader } from './tile-store.ts'

export interface SequencerOptions {
  readonly store: Store
  /** The node's own subject; its roles may write and read the log. */
  readonly subject: () => SealedSubject
  /** Names this process in the lease. */
  readonly holder: string
  /** Origin line of the checkpoints, e.g. `basinet/LCA`. */
  readonly origin: string
  readonly signer: NoteSigner
  readonly now: () => Date
  readonly onError: (error: unknown) => void
  readonly checkpointEverySeconds?: number
}

export interface Sequencer {
  /** Numbers what is pending until nothing is; true when this process holds the lease. Also forces a checkpoint. */
  flush(): Promise<boolean>
  stop(): Promise<void>
}

const BATCH_MAX = 1000
const BATCHES_A_TURN_MAX = 50
/** What changes and leaves wait at most when the process that numbers them dies. */
const LEASE_SECONDS = 5
/** Between turns: what a command's change waits for its number, and a watcher for the update. */
const TURN_MS = 60
const STANDBY_MS = 1000
const CHECKPOINT_EVERY_SECONDS = 10
const CHECKPOINT_EVERY_LEAVES = 1000
/** Leases of copies that end are looked for this often while nothing else waits. */
const LAPSE_EVERY_MS = 1000

const hasher = treeHasher(sha256)

/**
 * The one writer of log numbers. Takes committed rows in batches, builds tiles, signs checkpoints, numbers changes for live
 * updates. Runs in every process; the lease lets one work, and its fence stops one that was paused and overtaken.
 */
export function startSequencer(options: SequencerOptions): Sequencer {
  let stopped = false
  let turn: Promise<boolean> = Promise.resolve(false)
  let timer: NodeJS.Timeout | undefined
  const state: TurnState = { lastCheckpointAt: 0, lastCheckpointSize: -1, fence: null, size: 0, lapsedAt: 0 }

  const once = (force: boolean): Promise<boolean> => {
    turn = turn
      .then(() => runTurn(options, state, force))
      .catch((error: unknown) => {
        options.onError(error)
        return false
      })
    return turn
  }
  const loop = async (): Promise<void> => {
    const held = await once(false)
    if (!stopped) timer = setTimeout(() => void loop(), held ? TURN_MS : STANDBY_MS)
  }
  void loop()
  return {
    flush: () => once(true),
    async stop() {
      stopped = true
      clearTimeout(timer)
      // What was committed before the stop gets its number now, not when the next process takes the lease.
      await once(false)
      await free(options)
    },
  }
}

interface TurnState {
  lastCheckpointAt: number
  lastCheckpointSize: number
  /** What this process knows under this fence; all of it is asked again under another. */
  fence: string | null
  /** leaves in the log */
  size: number
  /** When ending leases were looked for last. */
  lapsedAt: number
}

async function runTurn(options: SequencerOptions, state: TurnState, force: boolean): Promise<boolean> {
  const turn = await begin(options)
  if (turn === null) return false
  const { fence } = turn
  const whole = force || fence !== state.fence
  state.fence = fence
  let audit = whole || turn.audit || checkpointDue(state, state.size, options, false)
  let changes = whole || turn.changes || Math.abs(options.now().getTime() - state.lapsedAt) >= LAPSE_EVERY_MS
  for (let i = 0; i < BATCHES_A_TURN_MAX && (audit || changes); i++) {
    audit &&=
      (await options.store.run(options.subject(), {}, (tx) =>
        numberAudit(tx, fence, options, state, force && i === 0),
      )) >= BATCH_MAX
    changes &&=
      (await options.store.run(options.subject(), {}, (tx) =>
        numberChanges(tx, fence, options.now(), state),
      )) >= BATCH_MAX
  }
  return true
}

interface Turn {
  readonly fence: string
  /** Something waits for its number. */
  readonly audit: boolean
  readonly changes: boolean
}

async function begin(options: SequencerOptions): Promise<Turn | null> {
  return options.store.run(options.subject(), {}, async (tx) => {
    const { rows } = await tx.client.query<{ fence: string | null; audit: boolean; changes: boolean }>(
      'SELECT fence, audit, changes FROM basinet.sequencer_turn($1, $2)',
      [options.holder, LEASE_SECONDS],
    )
    const fence = rows[0]?.fence ?? null
    return rows[0] === undefined || fence === null ? null : { ...rows[0], fence }
  })
}

async function free(options: SequencerOptions): Promise<void> {
  await options.store.run(options.subject(), {}, (tx) =>
    tx.client.query('SELECT basinet.lease_free($1, $2)', ['sequencer', options.holder]),
  )
}

async function numberChanges(tx: Tx, fence: string, now: Date, state: TurnState): Promise<number> {
  const { rows } = await tx.client.query<{ moved: number }>(
    'SELECT basinet.sequence_changes($1, $2, $3) AS moved',
    [fence, BATCH_MAX, now],
  )
  state.lapsedAt = now.getTime()
  return rows[0]?.moved ?? 0
}

async function numberAudit(
  tx: Tx,
  fence: string,
  options: SequencerOptions,
  state: TurnState,
  force: boolean,
): Promise<number> {
  const { rows } = await tx.client.query<{ seq: string; leaf: Buffer }>(
    'SELECT seq, leaf FROM basinet.sequence_audit($1, $2)',
    [fence, BATCH_MAX],
  )
  const size = await logSize(tx)
  state.size = size
  const due = size > 0 && checkpointDue(state, size, options, force)
  if (rows.length === 0 && !due) return 0
  const first = rows[0] === undefined ? size : Number(rows[0].seq)
  const builder = await resume(tx, first)
  builder.append(rows.map((r) => r.leaf))
  for (const { tile, bytes } of builder.takeTiles()) {
    await tx.client.query('SELECT basinet.store_tile($1, $2, $3, $4)', [
      fence,
      tile.level,
      tile.index,
      Buffer.from(bytes),
    ])
  }
  if (checkpointDue(state, size, options, force)) await checkpoint(tx, fence, builder, options, state)
  return rows.length
}

async function logSize(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ size: string }>(
    'SELECT coalesce(max(seq) + 1, 0) AS size FROM basinet.audit_leaf',
  )
  return Number(rows[0]?.size ?? 0)
}

function checkpointDue(state: TurnState, size: number, options: SequencerOptions, force: boolean): boolean {
  if (size === state.lastCheckpointSize) return false
  const every = (options.checkpointEverySeconds ?? CHECKPOINT_EVERY_SECONDS) * 1000
  return (
    force ||
    options.now().getTime() - state.lastCheckpointAt >= every ||
    size - state.lastCheckpointSize >= CHECKPOINT_EVERY_LEAVES
  )
}

async function resume(tx: Tx, size: number): Promise<TileBuilder> {
  const tiles = edgeTiles(size)
  const contents = await tileReader(tx).readTiles(tiles)
  const missing = contents.findIndex((c) => c === null)
  if (missing >= 0)
    throw new Error(
      `audit tile ${tiles[missing]?.level ?? 0}/${tiles[missing]?.index ?? 0} is missing: run "basinet audit verify"`,
    )
  return must(TileBuilder.resume(hasher, size, contents as Uint8Array[]))
}

async function checkpoint(
  tx: Tx,
  fence: string,
  builder: TileBuilder,
  options: SequencerOptions,
  state: TurnState,
): Promise<void> {
  const root = builder.root()
  const known = await tx.client.query('SELECT 1 FROM basinet.checkpoint WHERE size = $1', [builder.size])
  if (known.rowCount === 0) {
    const note = must(
      signCheckpoint({ origin: options.origin, size: builder.size, root, extensions: [] }, options.signer),
    )
    await tx.client.query('SELECT basinet.store_checkpoint($1, $2, $3, $4, $5)', [
      fence,
      builder.size,
      Buffer.from(root),
      options.now(),
      note,
    ])
  }
  state.lastCheckpointAt = options.now().getTime()
  state.lastCheckpointSize = builder.size
}
