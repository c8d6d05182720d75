import type { Result } from '../contract/result.ts'
import type { ChunkProof, EvidenceFile, FinishedEvidence, Upload } from './evidence-file.ts'

export interface NewUpload {
  /** total size when the client knows it; the upload can then neither exceed nor fall short of it */
  readonly sizeBytes: number | null
  /** Who may go on with it and keep it; absent for the node itself. */
  readonly openedBy?: string
}

/**
 * Evidence files: encrypted chunks under a hash tree, uploaded in as many pieces as the connection allows. Who may
 * do what is decided above this; here every identifier is already authorised. Codes begin with `evidence.`.
 */
export interface EvidenceStore {
  /** @returns an upload at offset 0; fails with `evidence.too-large` */
  createUpload(request: NewUpload): Promise<Result<Upload>>
  /** Where an upload stands; fails with `evidence.unknown` or `evidence.expired`. */
  upload(uploadId: string): Promise<Result<Upload>>
  /**
   * Stores bytes from `offsetBytes` on. Resolves when the source ends; when the source throws (the connection was
   * cut) everything received is kept first and the cut is returned as `evidence.cut`. Fails with
   * `evidence.offset` when `offsetBytes` is not the stored offset: ask `upload` and send from there.
   */
  append(
    uploadId: string,
    offsetBytes: number,
    source: AsyncIterable<Uint8Array>,
    onProgress?: (offsetBytes: number) => void,
  ): Promise<Result<Upload>>
  /** Seals the upload into a file; repeated calls give the same answer. Fails with `evidence.incomplete`. */
  finish(uploadId: string): Promise<Result<FinishedEvidence>>
  /** Gives up an upload or removes a file: its key is destroyed first, then its chunks. */
  destroy(id: string): Promise<Result<true>>

  get(fileId: string): Promise<Result<EvidenceFile>>
  /**
   * Plaintext of [start, start + length), only the chunks that hold it being read, each checked against the address
   * before a byte of it is given out. A damaged or missing chunk ends the iteration with an `EvidenceReadError`
   * naming the chunk; bytes already given out were sound.
   */
  read(fileId: string, start?: number, lengthBytes?: number): Promise<Result<AsyncIterable<Uint8Array>>>
  /** Reads every chunk and compares the plaintext hash when one is given. */
  verify(fileId: string, plaintextSha256?: string): Promise<Result<{ readonly plaintextSha256: string }>>
  chunkProof(fileId: string, chunkIndex: number): Promise<Result<ChunkProof>>

  /** Removes uploads past their time and chunks of destroyed files that a crash left; returns how many of each. */
  sweep(): Promise<{ readonly expired: number; readonly removed: number }>
}

/** A chunk that could not be given out while a range was being read. */
export class EvidenceReadError extends Error {
  readonly code: 'evidence.chunk-missing' | 'evidence.chunk-corrupt'
  readonly chunkIndex: number

  constructor(
    code: 'evidence.chunk-missing' | 'evidence.chunk-corrupt',
    chunkIndex: number,
    message: string,
  ) {
    super(message)
    this.name = 'EvidenceReadError'
    this.code = code
    this.chunkIndex = chunkIndex
  }
}
