import type { EvidenceEntry, EvidenceIndex, UploadProgress } from './evidence-index.ts'

/** Bookkeeping in memory, for tests and for trying things out: nothing in it survives. */
export function memoryIndex(): EvidenceIndex {
  return new MemoryIndex()
}

class MemoryIndex implements EvidenceIndex {
  readonly #entries = new Map<string, EvidenceEntry>()
  readonly #leaves = new Map<string, Uint8Array[]>()

  createUpload(upload: Parameters<EvidenceIndex['createUpload']>[0]): Promise<boolean> {
    const { now, openMax, ...entry } = upload
    const open = [...this.#entries.values()].filter(
      (e) =>
        e.openedBy === entry.openedBy &&
        (e.state === 'finished' || (e.state === 'uploading' && e.expiresAt > now)),
    )
    if (entry.openedBy !== null && open.length >= openMax) return Promise.resolve(false)
    this.#leaves.set(upload.id, [])
    this.#entries.set(upload.id, {
      ...entry,
      state: 'uploading',
      offsetBytes: 0,
      chunkCount: 0,
      tail: null,
      address: null,
      finishedAt: null,
    })
    return Promise.resolve(true)
  }

  saveProgress(progress: UploadProgress): Promise<boolean> {
    const { id, offsetBytes, tail, expiresAt } = progress
    const entry = this.#at(id, progress.expectedOffsetBytes)
    if (entry === null) return Promise.resolve(false)
    const leaves = this.#leaves.get(id)!
    leaves.push(...progress.chunks.map((chunk) => chunk.leafHash))
    this.#entries.set(id, { ...entry, offsetBytes, tail, expiresAt, chunkCount: leaves.length })
    return Promise.resolve(true)
  }

  finish(file: Parameters<EvidenceIndex['finish']>[0]): Promise<boolean> {
    const { id, address, finishedAt } = file
    const entry = this.#at(id, file.expectedOffsetBytes)
    if (entry === null) return Promise.resolve(false)
    const leaves = this.#leaves.get(id)!
    if (entry.tail !== null) leaves.push(entry.tail.leafHash)
    const sizeBytes = entry.offsetBytes
    const done = {
      state: 'finished',
      sizeBytes,
      tail: null,
      address,
      finishedAt,
      chunkCount: leaves.length,
    } as const
    this.#entries.set(id, { ...entry, ...done })
    return Promise.resolve(true)
  }

  get(id: string): Promise<EvidenceEntry | null> {
    return Promise.resolve(this.#entries.get(id) ?? null)
  }

  leafHashes(id: string, from: number, to: number): Promise<Uint8Array[]> {
    return Promise.resolve(this.#leaves.get(id)?.slice(from, to) ?? [])
  }

  destroyKey(id: string, idleSince?: Date): Promise<boolean> {
    const entry = this.#entries.get(id)
    if (entry === undefined) return Promise.resolve(false)
    if (idleSince !== undefined && (entry.state !== 'uploading' || entry.expiresAt > idleSince))
      return Promise.resolve(false)
    this.#entries.set(id, { ...entry, state: 'destroyed', wrappedKey: null })
    return Promise.resolve(true)
  }

  remove(id: string): Promise<void> {
    this.#entries.delete(id)
    this.#leaves.delete(id)
    return Promise.resolve()
  }

  listExpired(now: Date, limit: number): Promise<string[]> {
    return this.#list(limit, (entry) => entry.state === 'uploading' && entry.expiresAt <= now)
  }

  listDestroyed(limit: number): Promise<string[]> {
    return this.#list(limit, (entry) => entry.state === 'destroyed')
  }

  /** Looked at and changed without giving way in between, as a transaction would. */
  #at(id: string, offsetBytes: number): EvidenceEntry | null {
    const entry = this.#entries.get(id)
    return entry?.state === 'uploading' && entry.offsetBytes === offsetBytes ? entry : null
  }

  #list(limit: number, when: (entry: EvidenceEntry) => boolean): Promise<string[]> {
    const found = [...this.#entries.values()].filter(when)
    found.sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
    return Promise.resolve(found.slice(0, limit).map((entry) => entry.id))
  }
}
