import type { Readable } from 'node:stream'

/** The whole body; null where it is longer than `mostBytes`. */
export async function collect(body: Readable, mostBytes: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    length += piece.length
    if (length > mostBytes) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
