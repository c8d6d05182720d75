/** Plaintext bytes of a chunk; the last chunk of a file may be shorter, an empty file has none. */
export const CHUNK_BYTES = 1_048_576
/** Largest evidence file unless the caller sets another bound, in bytes (64 GiB). */
export const FILE_BYTES_MAX = 64 * 1024 * CHUNK_BYTES
/** An upload that nobody touched for this long may be removed, in seconds (7 days). */
export const UPLOAD_IDLE_SECONDS = 7 * 24 * 3600

/** Uploads that one person may have under way; each may lie there until it expires. */
export const UPLOADS_OPEN_MAX = 100

/** An upload under way: what a client needs to go on after a cut, and what a person sees as progress. */
export interface Upload {
  readonly id: string
  /** who opened it; null for the node itself */
  readonly openedBy: string | null
  /** bytes safely stored; the client sends the next byte from here */
  readonly offsetBytes: number
  /** announced total, or null when unknown until `finish` */
  readonly sizeBytes: number | null
  readonly expiresAt: Date
  readonly finished: boolean
}

/** A finished evidence file. Immutable; its address is a public fact, its plaintext hash is not in here. */
export interface EvidenceFile {
  readonly id: string
  /** hex of the RFC 6962 root over the stored chunks (nonce ‖ ciphertext ‖ tag) */
  readonly address: string
  readonly sizeBytes: number
  readonly chunkCount: number
  readonly finishedAt: Date
}

/** Answer of `finish`: the caller keeps `plaintextSha256` under the record's own label. */
export interface FinishedEvidence {
  readonly file: EvidenceFile
  /** hex SHA-256 of the plaintext, computed by reading back and decrypting what was stored */
  readonly plaintextSha256: string
}

/** Proof that one stored chunk belongs to a file's address, for a reader who has only that chunk. */
export interface ChunkProof {
  readonly address: string
  readonly chunkIndex: number
  readonly chunkCount: number
  readonly leafHash: Uint8Array
  readonly hashes: readonly Uint8Array[]
}
