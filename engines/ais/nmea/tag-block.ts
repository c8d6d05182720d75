import { BACKSLASH, COLON, COMMA, decimal, find, hex2, hexPair, latin1, STAR, xor } from './ascii.ts'

/** A group of lines: this line's place in it, their number, and the group's identifier. */
export interface TagGroup {
  line: number
  of: number
  id: string
}

/** A tag block. Source: NMEA 0183 4.10 §7 (c d g n r s t), IEC 62320-1 (xGy, x, i). Null = not in the block. */
export interface TagBlock {
  /** Unix milliseconds of `c`, which is in seconds or milliseconds. */
  timeMs: number | null
  source: string | null
  destination: string | null
  group: TagGroup | null
  /** `n`: number of the line in its source. */
  lineCount: number | null
  /** `r`: in the source's own unit. */
  relativeTime: number | null
  text: string | null
}

/** Values of `c` from here on are milliseconds: as seconds they would lie after the year 5138. */
const SECONDS_LIMIT = 1e11

export type TagRead =
  | { ok: true; tag: TagBlock; next: number }
  | { ok: false; code: 'tag.format' | 'tag.checksum'; message: string; next: number }

/**
 * Reads the block that begins at the backslash `start`. `next` is the position after its closing backslash
 * (on failure too, so that the sentence behind a damaged block is still read), or `end` when it has none.
 */
export function readTagBlock(buf: Uint8Array, start: number, end: number): TagRead {
  const close = find(buf, BACKSLASH, start + 1, end)
  if (close < 0)
    return { ok: false, code: 'tag.format', message: 'tag block: expected a closing \\', next: end }
  const next = close + 1
  const star = find(buf, STAR, start + 1, close)
  if (star < 0) return { ok: false, code: 'tag.format', message: 'tag block: expected *hh', next }
  const given = close - star === 3 ? hexPair(buf, star + 1) : -1
  const sum = xor(buf, start + 1, star)
  if (given !== sum) {
    const found = latin1(buf, star + 1, Math.min(close, star + 5))
    return {
      ok: false,
      code: 'tag.checksum',
      message: `tag block: expected *${hex2(sum)}, found *${found}`,
      next,
    }
  }
  const tag = emptyTag()
  let at = start + 1
  while (at < star) {
    const comma = find(buf, COMMA, at, star)
    const fieldEnd = comma < 0 ? star : comma
    readField(tag, buf, at, fieldEnd)
    at = fieldEnd + 1
  }
  return { ok: true, tag, next }
}

function emptyTag(): TagBlock {
  return {
    timeMs: null,
    source: null,
    destination: null,
    group: null,
    lineCount: null,
    relativeTime: null,
    text: null,
  }
}

/** Unknown keys (q, T and others seen in recordings) are read over. */
function readField(tag: TagBlock, buf: Uint8Array, from: number, to: number): void {
  const colon = find(buf, COLON, from, to)
  if (colon < 0) return
  const value = colon + 1
  if (colon - from !== 1) {
    readOldGroup(tag, buf, from, colon, to)
    return
  }
  switch (buf[from] ?? 0) {
    case 99: // c
      tag.timeMs = timeOf(decimal(buf, value, to))
      return
    case 115: // s
      tag.source = latin1(buf, value, to)
      return
    case 100: // d
      tag.destination = latin1(buf, value, to)
      return
    case 103: // g
      tag.group = groupOf(latin1(buf, value, to))
      return
    case 110: // n
    case 120: // x
      tag.lineCount = numberOrNull(decimal(buf, value, to))
      return
    case 114: // r
      tag.relativeTime = numberOrNull(decimal(buf, value, to))
      return
    case 116: // t
    case 105: // i
      tag.text = latin1(buf, value, to)
  }
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function timeOf(value: number): number | null {
  if (Number.isNaN(value)) return null
  return value < SECONDS_LIMIT ? value * 1000 : value
}

function groupOf(text: string): TagGroup | null {
  const match = /^(\d{1,3})-(\d{1,3})-(\w{1,15})$/.exec(text)
  return match ? { line: Number(match[1]), of: Number(match[2]), id: match[3]! } : null
}

/** IEC 62320-1 form `1G2:0125`: line 1 of 2 of group 0125. */
function readOldGroup(tag: TagBlock, buf: Uint8Array, from: number, colon: number, to: number): void {
  const match = /^(\d{1,3})G(\d{1,3})$/.exec(latin1(buf, from, colon))
  if (match) tag.group = { line: Number(match[1]), of: Number(match[2]), id: latin1(buf, colon + 1, to) }
}

/** Several blocks before one sentence: later ones add to earlier ones. */
export function mergeTags(first: TagBlock | null, second: TagBlock): TagBlock {
  if (first === null) return second
  const out = emptyTag()
  out.timeMs = second.timeMs ?? first.timeMs
  out.source = second.source ?? first.source
  out.destination = second.destination ?? first.destination
  out.group = second.group ?? first.group
  out.lineCount = second.lineCount ?? first.lineCount
  out.relativeTime = second.relativeTime ?? first.relativeTime
  out.text = second.text ?? first.text
  return out
}
