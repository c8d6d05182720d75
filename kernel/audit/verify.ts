import {
  openCheckpoint,
  sha256,
  treeHasher,
  verifierKey,
  SIGNATURE_TYPE,
  verifyLog,
  type KnownRoot,
  type LogFault,
  type VerifierKey,
} from '@basinet/transparency-log'
import { createHash } from 'node:crypto'
import { must } from '../contract/result.ts'
import { verifyEd25519 } from '../keys/ed25519.ts'
import type { Tx } from '../store/store.ts'
import { leafHash } from './event.ts'
import { tileReader } from './tile-store.ts'

export interface AuditVerdict {
  readonly ok: boolean
  readonly size: number
  readonly checkpoints: number
  /** Events whose details are still kept and match their hash. */
  readonly detailsHeld: number
  /** Events whose details were erased, which the log allows. */
  readonly detailsErased: number
  /** Leaves whose events a restore lost: their hashes came back from a witness, and the event after them says so. */
  readonly lost: number
  /** What is wrong first; null when nothing is. */
  readonly fault: { readonly leaf: number | null; readonly message: string } | null
}

const hasher = treeHasher(sha256)
const PAGE = 5000
/**
 * Recomputes the whole log from its events: every leaf, every tile, every signed checkpoint, every detail still kept.
 * Names the first bad leaf. Memory is one page of events.
 */
export async function verifyAudit(
  tx: Tx,
  origin: string,
  publicKeys: readonly Uint8Array[],
): Promise<AuditVerdict> {
  const keys = publicKeys.map((key) => must(verifierKey(origin, SIGNATURE_TYPE.ed25519, key)))
  const size = await logSize(tx)
  const roots = await checkpointRoots(tx, origin, keys)
  const counts: Counts = { held: 0, erased: 0, lost: 0 }
  const base = { size, checkpoints: roots.length, detailsHeld: 0, detailsErased: 0, lost: 0 }
  const badNote = roots.find((r) => r.fault !== null)
  if (badNote !== undefined)
    return {
      ...base,
      ok: false,
      fault: { leaf: null, message: `checkpoint of size ${badNote.size}: ${badNote.fault ?? ''}` },
    }
  const walk = leaves(tx, counts)
  const verdict = await verifyLog(hasher, {
    size,
    leafHashes: walk.hashes,
    tiles: tileReader(tx),
    knownRoots: roots,
  })
  const result = { ...base, detailsHeld: counts.held, detailsErased: counts.erased, lost: counts.lost }
  const own = walk.fault()
  if (own !== null) return { ...result, ok: false, fault: own }
  if (!verdict.ok) return { ...result, ok: false, fault: await pinpoint(tx, size, verdict.fault) }
  return { ...result, ok: true, fault: null }
}

/** A checkpoint between the change and the end of its tile only says "somewhere before me"; the tiles alone name the leaf. */
async function pinpoint(tx: Tx, size: number, fault: LogFault): Promise<NonNullable<AuditVerdict['fault']>> {
  if (fault.kind !== 'root') return faultOf(fault)
  const walk = leaves(tx, { held: 0, erased: 0, lost: 0 })
  const again = await verifyLog(hasher, {
    size,
    leafHashes: walk.hashes,
    tiles: tileReader(tx),
    knownRoots: [],
  })
  return faultOf(again.ok ? fault : again.fault)
}

async function logSize(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ size: string }>(
    'SELECT coalesce(max(seq) + 1, 0) AS size FROM basinet.audit_leaf',
  )
  return Number(rows[0]?.size ?? 0)
}

interface NotedRoot extends KnownRoot {
  readonly fault: string | null
}

async function checkpointRoots(tx: Tx, origin: string, keys: readonly VerifierKey[]): Promise<NotedRoot[]> {
  const { rows } = await tx.client.query<{ size: string; root: Buffer; note: string }>(
    'SELECT size, root, note FROM basinet.checkpoint ORDER BY size',
  )
  return rows.map((row) => {
    const opened = openCheckpoint(
      row.note,
      { origin, logKeys: keys, witnessKeys: [], witnessesMin: 0 },
      verifyEd25519,
    )
    if (!opened.ok) return { size: Number(row.size), root: row.root, fault: opened.error.message }
    const { checkpoint } = opened.value
    const same = checkpoint.size === Number(row.size) && row.root.equals(checkpoint.root)
    return {
      size: checkpoint.size,
      root: checkpoint.root,
      fault: same ? null : 'the signed note says otherwise than its row',
    }
  })
}

interface Counts {
  held: number
  erased: number
  lost: number
}

/** Stands for the event of a leaf that came back from a witness (network/migrations/0007-witnessing.sql). */
const LOST = '{"v":1,"kind":"log.lost"}'

interface LeafRow {
  readonly seq: string
  readonly event: string
  readonly leaf: Buffer
  readonly salt: Buffer | null
  readonly details: string | null
}

/** Leaf hashes afresh from the events. Stops at the first event that does not hash to its stored leaf, or details that do not match. */
function leaves(tx: Tx, counts: Counts) {
  let fault: AuditVerdict['fault'] = null
  let lost = false
  async function* hashes(): AsyncGenerator<Uint8Array> {
    let next = 0
    for (;;) {
      const { rows } = await tx.client.query<LeafRow>(
        `SELECT l.seq, l.event, l.leaf, d.salt, d.details FROM basinet.audit_leaf l
         LEFT JOIN basinet.audit_detail d ON d.id = (l.event::json->>'detailId')::uuid
         WHERE l.seq >= $1 ORDER BY l.seq LIMIT ${PAGE}`,
        [next],
      )
      if (rows.length === 0) {
        if (lost) fault = unsaid(next)
        return
      }
      for (const row of rows) {
        fault = checkLeaf(row, next, counts) ?? checkLoss(row, lost)
        lost = row.event === LOST
        if (fault !== null) return
        next++
        yield row.leaf
      }
    }
  }
  return { hashes: hashes(), fault: () => fault }
}

/** Lost leaves count as lost only where the event right after them, which is in the tree, says that they are. */
function checkLoss(row: LeafRow, afterLost: boolean): AuditVerdict['fault'] {
  if (!afterLost || row.event === LOST) return null
  const { kind } = JSON.parse(row.event) as { kind?: string }
  return kind === 'log.recovered' ? null : unsaid(Number(row.seq))
}

const unsaid = (leaf: number): AuditVerdict['fault'] => ({
  leaf,
  message: `leaf ${leaf}: events before it are missing, and it does not say that they were lost in a restore`,
})

function checkLeaf(row: LeafRow, expected: number, counts: Counts): AuditVerdict['fault'] {
  const seq = Number(row.seq)
  if (seq !== expected) return { leaf: expected, message: `leaf ${expected} is missing; ${seq} comes next` }
  if (row.event === LOST) {
    counts.lost++
    return null
  }
  if (!leafHash(row.event).equals(row.leaf))
    return { leaf: seq, message: `leaf ${seq}: the event does not hash to the leaf` }
  const { detailsHash } = JSON.parse(row.event) as { detailsHash?: string }
  if (detailsHash === undefined) return null
  if (row.salt === null || row.details === null) {
    counts.erased++
    return null
  }
  const hash = createHash('sha256').update(row.salt).update(row.details).digest('hex')
  if (hash !== detailsHash) return { leaf: seq, message: `leaf ${seq}: the details were changed` }
  counts.held++
  return null
}

function faultOf(fault: LogFault): { leaf: number | null; message: string } {
  switch (fault.kind) {
    case 'leaf':
      return { leaf: fault.index, message: `leaf ${fault.index} is not the one in tile ${fault.tile}` }
    case 'tile':
      return {
        leaf: fault.begin,
        message: `tile ${fault.tile} does not hold leaves ${fault.begin} to ${fault.end - 1}`,
      }
    case 'tile-missing':
      return { leaf: null, message: `tile ${fault.tile} is missing` }
    case 'tile-length':
      return { leaf: null, message: `tile ${fault.tile} has ${fault.bytes} bytes` }
    case 'root':
      return {
        leaf: fault.begin,
        message: `checkpoint of size ${fault.size} does not follow from leaves ${fault.begin} to ${fault.end - 1}`,
      }
    case 'missing-leaves':
      return { leaf: fault.found, message: `${fault.found} leaves are there, ${fault.size} were logged` }
    default:
      throw new Error(`BUG: fault ${JSON.stringify(fault)}`)
  }
}
