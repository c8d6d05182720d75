/** Reference to one stored chunk; the chunk's name in the store follows from it. */
export interface ChunkRef {
  readonly index: number
  /** SHA-256(0x00 ‖ stored bytes) */
  readonly leafHash: Uint8Array
}

/** The unfinished last chunk of an upload, kept so that a client need not send it again after a cut. */
export interface TailRef extends ChunkRef {
  /** plaintext bytes in it, less than a whole chunk */
  readonly lengthBytes: number
}

/** What is known of an upload or file. `wrappedKey` is null once destroyed. */
export interface EvidenceEntry {
  readonly id: string
  readonly state: 'uploading' | 'finished' | 'destroyed'
  /** Who opened the upload; null for the node itself. */
  readonly openedBy: string | null
  readonly wrappedKey: string | null
  readonly sizeBytes: number | null
  readonly offsetBytes: number
  readonly chunkCount: number
  readonly tail: TailRef | null
  readonly expiresAt: Date
  /** hex root, once finished */
  readonly address: string | null
  readonly finishedAt: Date | null
}

export interface UploadProgress {
  readonly id: string
  /** offset the writer started from; the save is refused when the stored one differs */
  readonly expectedOffsetBytes: number
  readonly offsetBytes: number
  /** whole chunks added by this step, in order */
  readonly chunks: readonly ChunkRef[]
  readonly tail: TailRef | null
  readonly expiresAt: Date
}

/**
 * Bookkeeping of evidence files, persisted by the database. Every method is one transaction. Compare-and-set is
 * what keeps two nodes from appending to one upload: the slower writer's save returns false.
 */
export interface EvidenceIndex {
  /**
   * False when the person has `openMax` uploads that are under way and not expired at `now`, or finished and kept by no record,
   * however many requests come at once; the node itself is not counted.
   */
  createUpload(entry: {
    readonly id: string
    readonly openedBy: string | null
    readonly wrappedKey: string
    readonly sizeBytes: number | null
    readonly expiresAt: Date
    readonly now: Date
    readonly openMax: number
  }): Promise<boolean>
  saveProgress(progress: UploadProgress): Promise<boolean>
  /**
   * Turns an upload into a file. Its tail becomes the last chunk. False when the offset is no longer the expected
   * one or the upload is not under way.
   */
  finish(file: {
    readonly id: string
    readonly expectedOffsetBytes: number
    readonly address: string
    readonly finishedAt: Date
  }): Promise<boolean>
  get(id: string): Promise<EvidenceEntry | null>
  /** Leaf hashes of chunks [from, to), in order; fewer when there are fewer. */
  leafHashes(id: string, from: number, to: number): Promise<Uint8Array[]>
  /**
   * Destroys the wrapped key for good. False when the id is unknown, or when `idleSince` is given and the upload
   * was continued after it.
   */
  destroyKey(id: string, idleSince?: Date): Promise<boolean>
  /** Drops the row and its leaf hashes once the chunks are gone. */
  remove(id: string): Promise<void>
  /** Uploads still under way whose time has passed, oldest first. */
  listExpired(now: Date, limit: number): Promise<string[]>
  /** Entries whose key is destroyed and whose chunks may still lie in the store. */
  listDestroyed(limit: number): Promise<string[]>
}
