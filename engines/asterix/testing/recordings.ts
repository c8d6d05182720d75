import { readFileSync } from 'node:fs'
import { sharedData } from '../../../tests/data/shared.ts'

/** The recordings by file name in maritime/asterix. */
export function recording(name: string): Uint8Array {
  return new Uint8Array(readFileSync(sharedData(`maritime/asterix/${name}`) ?? ''))
}

export const VECTORS = [
  'cat001ed1.1',
  'cat010ed0.31',
  'cat019ed1.3',
  'cat021ed2.1',
  'cat034ed1.26',
  'cat048ed1.15',
  'cat062ed1.16',
  'cat065ed1.3',
  'cat247ed1.2',
] as const

/** Blocks that stand one behind the other. */
function blocksOf(bytes: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at + 1]! << 8) | bytes[at + 2]!
    blocks.push(bytes.subarray(at, at + length))
    at += length
  }
  return blocks
}

/** Blocks of all recordings. */
export function recordedBlocks(): Uint8Array[] {
  return [
    ...VECTORS.flatMap((name) => blocksOf(recording(`${name}.bin`))),
    ...blocksOf(recording('cat_034_048.raw')),
    ...blocksOf(recording('cat_062_065.pcap').subarray(82)),
  ]
}
