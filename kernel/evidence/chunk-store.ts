/**
 * Where ciphertext chunks lie. Names are given by the evidence store, hold only [0-9a-f-], and are never reused
 * with other bytes, so no implementation needs locks. Nothing in here is secret or can be read without the keys.
 */
export interface ChunkStore {
  /** Durable when it resolves: a power cut afterwards does not lose the chunk. Repeating a put is harmless. */
  put(fileId: string, name: string, bytes: Uint8Array): Promise<void>
  /** Null when there is no such chunk. */
  get(fileId: string, name: string): Promise<Uint8Array | null>
  /** Names of all chunks of a file, in any order. */
  list(fileId: string): Promise<string[]>
  /** Removes the named chunks; absent ones are no error. */
  remove(fileId: string, names: readonly string[]): Promise<void>
  /** Removes all chunks of a file. */
  removeFile(fileId: string): Promise<void>
}
