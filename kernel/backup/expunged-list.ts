import { readFile } from 'node:fs/promises'
import {
  CompactRange,
  openCheckpoint,
  parseTlogProof,
  sameHash,
  sha256,
  SIGNATURE_TYPE,
  treeHasher,
  verifierKey,
  verifyTlogProof,
  type CheckpointTrust,
} from '@basinet/transparency-log'
import { Type } from 'typebox'
import { leafHash } from '../audit/event.ts'
import { fail, must, ok, type Result } from '../contract/result.ts'
import { isAbsent } from '../keys/durable-file.ts'
import { verifyEd25519 } from '../keys/ed25519.ts'
import { checkValue } from '../record/row.ts'

/** Name of the list in the data directory and beside backup sets. */
export const EXPUNGED_NAME = 'expunged.jsonl'

const listHasher = treeHasher(sha256)

/**
 * One JSON object a line. `proof` is the C2SP tlog-proof of a `record.expunged` event of the audit log; `head` is a
 * checkpoint of the list itself, signed by the same key under an origin of its own. It says how many proofs stand before it,
 * the root of an RFC 6962 tree over their lines, and until when the list is complete: so no proof can be taken out of the
 * middle, and a list that was cut off ends at a head that is older.
 */
const Line = Type.Union([
  Type.Object({ proof: Type.String({ minLength: 1, maxLength: 400_000 }) }, { additionalProperties: false }),
  Type.Object({ head: Type.String({ minLength: 1, maxLength: 100_000 }) }, { additionalProperties: false }),
])
type Line = { readonly proof: string } | { readonly head: string }

const Event = Type.Object({
  v: Type.Literal(1),
  kind: Type.Literal('record.expunged'),
  type: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' }),
  record: Type.String({ format: 'uuid' }),
  at: Type.String({ format: 'date-time' }),
})
type Event = { readonly type: string; readonly record: string; readonly at: string }

export interface Expungement extends Event {
  /** Hash of the audit leaf, hex; the same leaf twice is one expungement. */
  readonly leaf: string
  /** The line it stands in, without its newline. */
  readonly line: string
}

/** Whose list it is. */
export interface ListIdentity {
  /** Origin of the audit log, as its checkpoints name it. */
  readonly origin: string
  /** The node's audit keys, old ones too. */
  readonly publicKeys: readonly Uint8Array[]
}

export interface ExpungedList {
  /** By leaf hash, in the order they stand in. */
  readonly entries: ReadonlyMap<string, Expungement>
  /** The list verbatim, for appending. */
  readonly text: string
  /** Over all proof lines, as the next head signs it. */
  readonly root: CompactRange
  /** Moment up to which the newest head calls the list complete; null for a list that is empty. */
  readonly completeTo: Date | null
}

export const headOrigin = (origin: string): string => `${origin}/expunged`
export const atExtension = (at: Date): string => `at ${at.toISOString()}`

/** Root over the first proof lines, as heads sign it. */
export function appendToRoot(root: CompactRange, line: string): void {
  root.append(listHasher.leaf(Buffer.from(line, 'utf8')))
}

export const emptyList = (): ExpungedList => ({
  entries: new Map(),
  text: '',
  root: new CompactRange(listHasher),
  completeTo: null,
})

/** Every proof and every head checked. Errors: `expunged.absent`, `expunged.line` (field: the line). */
export async function readExpungedList(path: string, identity: ListIdentity): Promise<Result<ExpungedList>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (isAbsent(cause))
      return fail('expunged.absent', `there is no list of expungements at ${path}`, 'expunged')
    throw cause
  }
  return parseExpungedList(text, identity)
}

export function parseExpungedList(text: string, identity: ListIdentity): Result<ExpungedList> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return refuse(lines.length + 1, 'the list is cut off in the middle of this line')
  const trust = trustOf(identity.origin, identity.publicKeys)
  const heads = trustOf(headOrigin(identity.origin), identity.publicKeys)
  const entries = new Map<string, Expungement>()
  const { root } = emptyList()
  let completeTo: Date | null = null
  let open = false
  for (const [i, raw] of lines.entries()) {
    const line = parseLine(raw)
    if (!line.ok) return refuse(i + 1, line.error.message)
    if ('proof' in line.value) {
      const entry = openProof(line.value.proof, trust)
      if (!entry.ok) return refuse(i + 1, entry.error.message)
      if (!entries.has(entry.value.leaf)) entries.set(entry.value.leaf, { ...entry.value, line: raw })
      appendToRoot(root, raw)
      open = true
    } else {
      const at = openHead(line.value.head, heads, root)
      if (!at.ok) return refuse(i + 1, at.error.message)
      completeTo = at.value
      open = false
    }
  }
  if (open) return refuse(lines.length + 1, 'the list is cut off: its last line is not a signed head')
  return ok({ entries, text, root, completeTo })
}

function refuse(line: number, why: string): Result<never> {
  return fail('expunged.line', `list of expungements, line ${line}: ${why}`, `line ${line}`)
}

function parseLine(text: string): Result<Line> {
  try {
    return checkValue<Line>(Line, JSON.parse(text), 'expunged.line')
  } catch (cause) {
    if (cause instanceof SyntaxError) return fail('expunged.line', 'expected one JSON object')
    throw cause
  }
}

function trustOf(origin: string, publicKeys: readonly Uint8Array[]): CheckpointTrust {
  const logKeys = publicKeys.map((key) => must(verifierKey(origin, SIGNATURE_TYPE.ed25519, key)))
  return { origin, logKeys, witnessKeys: [], witnessesMin: 0 }
}

function openProof(text: string, trust: CheckpointTrust): Result<Omit<Expungement, 'line'>> {
  const proof = parseTlogProof(text)
  if (!proof.ok) return proof
  if (proof.value.extra === null) return fail('expunged.line', 'the proof carries no event')
  const raw = Buffer.from(proof.value.extra).toString('utf8')
  const leaf = leafHash(raw)
  const verified = verifyTlogProof(text, leaf, trust, listHasher, verifyEd25519)
  if (!verified.ok) return verified
  // The bytes are in this node's own log from here on.
  const event = checkValue<Event>(Event, JSON.parse(raw), 'expunged.line')
  if (!event.ok) return fail('expunged.line', `not an event of an expungement: ${event.error.message}`)
  const { type, record, at } = event.value
  return ok({ type, record, at, leaf: leaf.toString('hex') })
}

function openHead(note: string, trust: CheckpointTrust, root: CompactRange): Result<Date> {
  const opened = openCheckpoint(note, trust, verifyEd25519)
  if (!opened.ok) return opened
  const { checkpoint } = opened.value
  if (checkpoint.size !== root.end)
    return fail('expunged.line', `${root.end} proofs stand before a head that signs ${checkpoint.size}`)
  if (!sameHash(checkpoint.root, root.root()))
    return fail('expunged.line', 'the proofs before this head are not those it signs')
  const at = /^at (.+)$/.exec(checkpoint.extensions[0] ?? '')?.[1]
  const moment = new Date(at ?? '')
  if (at === undefined || Number.isNaN(moment.getTime()))
    return fail('expunged.line', 'the head does not say until when the list is complete')
  return ok(moment)
}
