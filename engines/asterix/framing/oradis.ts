/** ORADIS messages inside a datagram: length with header (2 octets), time (4 octets), blocks. */
const HEADER_BYTES = 6
const BLOCK_HEADER_BYTES = 3

/** Parts of the datagram that hold blocks: those inside ORADIS messages when they fill it exactly, else all of it. */
export function datagramParts(bytes: Uint8Array): { from: number; to: number }[] {
  const whole = [{ from: 0, to: bytes.length }]
  if (chained(bytes, 0, bytes.length)) return whole
  const parts: { from: number; to: number }[] = []
  let p = 0
  while (p + HEADER_BYTES < bytes.length) {
    const length = (bytes[p]! << 8) | bytes[p + 1]!
    if (length <= HEADER_BYTES || p + length > bytes.length) return whole
    if (!chained(bytes, p + HEADER_BYTES, p + length)) return whole
    parts.push({ from: p + HEADER_BYTES, to: p + length })
    p += length
  }
  return p === bytes.length && parts.length > 0 ? parts : whole
}

/** Do block lengths lead exactly from one end to the other? */
function chained(bytes: Uint8Array, from: number, to: number): boolean {
  let p = from
  while (p + BLOCK_HEADER_BYTES < to) {
    const length = (bytes[p + 1]! << 8) | bytes[p + 2]!
    if (length <= BLOCK_HEADER_BYTES) return false
    p += length
  }
  return p === to
}
