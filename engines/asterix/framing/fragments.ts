/** Fragmented datagrams open at once, and how long one may wait (RFC 791 names 15 s). */
const OPEN_MAX = 64
const WAIT_MS = 15_000
const DATAGRAM_MAX_BYTES = 65_535
const MORE_FRAGMENTS = 0x2000
const OFFSET_MASK = 0x1fff
const OFFSET_UNIT_BYTES = 8

interface Open {
  readonly bytes: Uint8Array
  readonly since: number
  /** Length by offset: complete when they lead from 0 to the end. */
  readonly parts: Map<number, number>
  total: number | null
}

/** Joins IPv4 fragments (RFC 791, 3.2); radar video of category 240 needs it. */
export class Fragments {
  private readonly open = new Map<string, Open>()

  /** The whole datagram, `waiting` for more of it, or `lost` when one had to be given up to make room. */
  add(header: Uint8Array, body: Uint8Array, field: number, timeMs: number): Uint8Array | 'waiting' | 'lost' {
    const key = [...header.subarray(12, 20), header[4], header[5]].join('.')
    const offset = (field & OFFSET_MASK) * OFFSET_UNIT_BYTES
    if (offset + body.length > DATAGRAM_MAX_BYTES) return 'lost'
    const lost = this.makeRoom(key, timeMs)
    const open = this.open.get(key) ?? {
      bytes: new Uint8Array(DATAGRAM_MAX_BYTES),
      since: timeMs,
      parts: new Map<number, number>(),
      total: null,
    }
    this.open.set(key, open)
    open.bytes.set(body, offset)
    open.parts.set(offset, body.length)
    if ((field & MORE_FRAGMENTS) === 0) open.total = offset + body.length
    if (!complete(open)) return lost ? 'lost' : 'waiting'
    this.open.delete(key)
    return open.bytes.subarray(0, open.total ?? 0)
  }

  private makeRoom(key: string, timeMs: number): boolean {
    let lost = false
    for (const [other, open] of this.open) {
      const full = this.open.size >= OPEN_MAX && !this.open.has(key)
      if (!full && timeMs - open.since <= WAIT_MS) break
      this.open.delete(other)
      lost = true
    }
    return lost
  }
}

function complete(open: Open): boolean {
  if (open.total === null) return false
  let at = 0
  while (at < open.total) {
    const length = open.parts.get(at)
    if (length === undefined || length === 0) return false
    at += length
  }
  return true
}
