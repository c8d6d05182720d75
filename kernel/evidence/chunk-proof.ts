import { inclusionProof, leafNodeReader, treeHasher, verifyInclusion } from '@basinet/transparency-log'
import { fail, ok, type Result } from '../contract/result.ts'
import { leafHashOf } from './chunk.ts'
import type { ChunkProof } from './evidence-file.ts'
import type { VerifiedFile } from './verified-file.ts'

const hasher = treeHasher()

export async function proveChunk(
  file: VerifiedFile,
  address: string,
  chunkIndex: number,
): Promise<Result<ChunkProof>> {
  const leafHash = file.leaves[chunkIndex]
  if (leafHash === undefined) return fail('evidence.range', `there is no chunk ${chunkIndex}`, 'chunkIndex')
  const chunkCount = file.leaves.length
  const proof = await inclusionProof(hasher, leafNodeReader(hasher, file.leaves), chunkIndex, chunkCount)
  return proof.ok ? ok({ address, chunkIndex, chunkCount, leafHash, hashes: proof.value }) : proof
}

/** Checks stored chunk bytes against a file's address; needs no key, no index and no other chunk. */
export function verifyChunkProof(proof: ChunkProof, storedBytes: Uint8Array): Result<true> {
  const leafHash = leafHashOf(storedBytes)
  if (Buffer.compare(leafHash, proof.leafHash) !== 0) {
    return fail('evidence.chunk-corrupt', `chunk ${proof.chunkIndex} is not the one this proof is about`)
  }
  return verifyInclusion(hasher, {
    index: proof.chunkIndex,
    size: proof.chunkCount,
    leafHash,
    proof: proof.hashes,
    root: Buffer.from(proof.address, 'hex'),
  })
}
