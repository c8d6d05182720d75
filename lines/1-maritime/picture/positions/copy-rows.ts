/**
 * Rows of one hour as PostgreSQL's binary COPY wants them, written straight into one buffer: no object and no text a row.
 * Format: PostgreSQL documentation, COPY, "Binary Format".
 */
export interface CopyRows {
  readonly count: number
  /** @param atMs Unix milliseconds; the other values as stored, see migration 0010 */
  add(
    atMs: number,
    mmsi: number,
    lonE7: number,
    latE7: number,
    sog: number,
    cog: number,
    heading: number,
    navStatus: number,
    cls: number,
    source: number,
  ): void
  /** Header, rows and trailer. */
  bytes(): Buffer
}

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const TRAILER_BYTES = 2
const FIELDS = 10
/** Field count, ten lengths, and 8 + 3 x 4 + 6 x 2 bytes of values. */
const ROW_BYTES = 2 + FIELDS * 4 + 8 + 3 * 4 + 6 * 2
const FIRST_ROWS = 1024
/** PostgreSQL counts microseconds from 2000-01-01T00:00:00Z. */
const EPOCH_MS = 946_684_800_000
const TWO_32 = 2 ** 32

export function createCopyRows(): CopyRows {
  let buffer = withHeader(FIRST_ROWS)
  let at = HEADER.length
  let count = 0

  const int2 = (value: number): void => {
    buffer.writeInt32BE(2, at)
    buffer.writeInt16BE(value, at + 4)
    at += 6
  }
  const int4 = (value: number): void => {
    buffer.writeInt32BE(4, at)
    buffer.writeInt32BE(value, at + 4)
    at += 8
  }

  return {
    get count() {
      return count
    },
    add(atMs, mmsi, lonE7, latE7, sog, cog, heading, navStatus, cls, source) {
      if (at + ROW_BYTES + TRAILER_BYTES > buffer.length) {
        const larger = withHeader(count * 2)
        buffer.copy(larger, 0, 0, at)
        buffer = larger
      }
      const micros = (atMs - EPOCH_MS) * 1000
      const high = Math.floor(micros / TWO_32)
      buffer.writeInt16BE(FIELDS, at)
      buffer.writeInt32BE(8, at + 2)
      buffer.writeInt32BE(high, at + 6)
      buffer.writeUInt32BE(micros - high * TWO_32, at + 10)
      at += 14
      int4(mmsi)
      int4(lonE7)
      int4(latE7)
      int2(sog)
      int2(cog)
      int2(heading)
      int2(navStatus)
      int2(cls)
      int2(source)
      count++
    },
    bytes() {
      buffer.writeInt16BE(-1, at)
      return buffer.subarray(0, at + TRAILER_BYTES)
    },
  }
}

function withHeader(rows: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER.length + rows * ROW_BYTES + TRAILER_BYTES)
  HEADER.copy(buffer)
  return buffer
}
