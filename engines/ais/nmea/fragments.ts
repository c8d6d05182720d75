import type { Reception } from './reception.ts'

/** Most fragments of a message (one digit in the sentence). */
const MAX_PARTS = 9
/** Longest payload of one fragment of several, in characters. */
export const MAX_PART_CHARS = 256
/** Messages being assembled at once; the oldest is given up. */
const MAX_PENDING = 64
/** A message whose next fragment is further away than this many lines is given up. */
const MAX_LINES_APART = 2000

/** One message being assembled. */
interface Pending {
  key: number
  total: number
  seen: number
  lastLine: number
  receivedMs: number
  at: Reception
  group: string | null
  readonly lengths: Int32Array
  readonly chars: Uint8Array
}

export interface Fragment {
  /** Talker, own, channel and sequence as one number. */
  key: number
  total: number
  number: number
  receivedMs: number
}

export interface FragmentSink {
  incomplete(line: number, total: number, seen: number): void
}

/** What became of a fragment. */
export type FragmentResult = 'complete' | 'kept' | 'duplicate' | 'orphan' | 'mismatch'

/**
 * Joins the fragments of messages. A message is known by talker, channel, sequence number, station where both
 * name one, and tag-block group. Without a group fragments must come in order: a late first fragment would
 * otherwise meet the left-over second one of an earlier message that had the same sequence number.
 */
export class FragmentJoiner {
  /** Armoured characters of the last complete message, [0, joinedChars). */
  readonly joined: Uint8Array = new Uint8Array(MAX_PARTS * MAX_PART_CHARS)
  joinedChars = 0
  private readonly pending: Pending[] = []
  private readonly pool: Pending[] = []
  private readonly sink: FragmentSink
  private readonly timeoutMs: number

  constructor(sink: FragmentSink, timeoutMs: number) {
    this.sink = sink
    this.timeoutMs = timeoutMs
  }

  /** `at` is updated with what the first fragment said when the message completes. */
  add(fragment: Fragment, at: Reception, buf: Uint8Array, from: number, to: number): FragmentResult {
    this.expire(at.line, fragment.receivedMs)
    const group = at.tag?.group?.id ?? null
    let index = this.find(fragment, at, group)
    if (index >= 0 && this.startsAgain(this.pending[index]!, fragment, group, buf, from, to)) {
      this.giveUp(index)
      index = -1
    }
    if (index < 0) {
      if (fragment.number > 1 && group === null) return 'orphan'
      index = this.open(fragment, at, group)
    }
    const entry = this.pending[index]!
    if (entry.total !== fragment.total) return 'mismatch'
    if (entry.lengths[fragment.number - 1] !== -1) return 'duplicate'
    if (group === null && fragment.number !== entry.seen + 1) return 'mismatch'
    this.store(entry, fragment.number - 1, buf, from, to)
    entry.lastLine = at.line
    entry.receivedMs = fragment.receivedMs
    if (entry.seen < entry.total) return 'kept'
    this.join(entry)
    inherit(at, entry.at)
    this.remove(index)
    return 'complete'
  }

  /** Reports everything unfinished. */
  end(): void {
    while (this.pending.length > 0) this.giveUp(0)
  }

  private find(fragment: Fragment, at: Reception, group: string | null): number {
    for (let n = 0; n < this.pending.length; n++) {
      const entry = this.pending[n]!
      if (entry.key !== fragment.key || entry.group !== group) continue
      const other = entry.at.station
      if (other === null || at.station === null || other === at.station) return n
    }
    return -1
  }

  /** A first fragment that differs from the one held begins another message. */
  private startsAgain(
    entry: Pending,
    fragment: Fragment,
    group: string | null,
    buf: Uint8Array,
    from: number,
    to: number,
  ): boolean {
    if (fragment.number !== 1 || entry.lengths[0] === -1) return false
    if (entry.total !== fragment.total) return true
    if (group !== null) return false
    if (entry.lengths[0] !== to - from) return true
    for (let p = from; p < to; p++) if (entry.chars[p - from] !== buf[p]) return true
    return false
  }

  private open(fragment: Fragment, at: Reception, group: string | null): number {
    if (this.pending.length >= MAX_PENDING) this.giveUp(0)
    const entry = this.pool.pop() ?? newPending()
    entry.key = fragment.key
    entry.total = fragment.total
    entry.seen = 0
    entry.lastLine = at.line
    entry.receivedMs = fragment.receivedMs
    entry.at = { ...at }
    entry.group = group
    entry.lengths.fill(-1)
    this.pending.push(entry)
    return this.pending.length - 1
  }

  private store(entry: Pending, part: number, buf: Uint8Array, from: number, to: number): void {
    const base = part * MAX_PART_CHARS
    for (let p = from; p < to; p++) entry.chars[base + p - from] = buf[p]!
    entry.lengths[part] = to - from
    entry.seen++
  }

  private join(entry: Pending): void {
    let n = 0
    for (let part = 0; part < entry.total; part++) {
      const base = part * MAX_PART_CHARS
      const length = entry.lengths[part]!
      for (let p = 0; p < length; p++) this.joined[n++] = entry.chars[base + p]!
    }
    this.joinedChars = n
  }

  private expire(line: number, receivedMs: number): void {
    for (let n = this.pending.length - 1; n >= 0; n--) {
      const entry = this.pending[n]!
      const late = receivedMs - entry.receivedMs > this.timeoutMs
      if (late || line - entry.lastLine > MAX_LINES_APART) this.giveUp(n)
    }
  }

  private giveUp(index: number): void {
    const entry = this.pending[index]!
    this.remove(index)
    this.sink.incomplete(entry.at.line, entry.total, entry.seen)
  }

  private remove(index: number): void {
    const [entry] = this.pending.splice(index, 1)
    if (entry) this.pool.push(entry)
  }
}

function newPending(): Pending {
  return {
    key: 0,
    total: 0,
    seen: 0,
    lastLine: 0,
    receivedMs: 0,
    at: {
      line: 0,
      talker: '',
      own: false,
      channel: '',
      station: null,
      timeMs: null,
      signalDbm: null,
      tag: null,
      flags: 0,
    },
    group: null,
    lengths: new Int32Array(MAX_PARTS),
    chars: new Uint8Array(MAX_PARTS * MAX_PART_CHARS),
  }
}

/** The first fragment's reception holds for the message; what it lacks comes from the last. */
function inherit(at: Reception, first: Reception): void {
  at.station = first.station ?? at.station
  at.timeMs = first.timeMs ?? at.timeMs
  at.signalDbm = first.signalDbm ?? at.signalDbm
  at.tag = first.tag ?? at.tag
  at.flags |= first.flags
}
