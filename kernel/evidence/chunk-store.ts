/**
 * Where ciphertext chunks lie. Names are given by the evidence store and never reused with other bytes, so no
 * implementation needs locks. Nothing in here can be read without the keys.
 */
export interface ChunkStore {
  /** Durable when it resolves: a power cut afterwards does not lose the chunk. Repeating a put is harmless. */
  put(fileId: string, name: string, bytes: Uint8Array): Promise<void>
  /** Null when there is no such chunk. */
  get(fileId: string, name: string): Promise<Uint8Array | null>
  /** Names of all chunks of a file in any order, with whatever leftovers of interrupted puts `remove` would take. */
  list(fileId: string): Promise<string[]>
  /** Removes the named chunks; absent ones are no error. */
  remove(fileId: string, names: readonly string[]): Promise<void>
  /** Removes all chunks of a file. */
  removeFile(fileId: string): Promise<void>
}

const FILE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const CHUNK_NAME = /^[0-9]{1,9}-[0-9a-f]{64}$/

/** Guards paths and object keys: whatever is not a UUID and a chunk name of ours is a bug of the caller. */
export function assertFileId(fileId: string): void {
  if (!FILE_ID.test(fileId)) throw new Error('BUG: an evidence file id must be a lower-case UUID')
}

export function isChunkName(name: string): boolean {
  return CHUNK_NAME.test(name)
}
