import { assertFileId, isChunkName, type ChunkStore } from './chunk-store.ts'
import { refuse, s3Sender, type S3Options, type S3Request } from './s3-request.ts'

/** Deletions under way at once. */
const PARALLEL_DELETES = 8
/** Pages of 1,000 names that a listing may have; a file of 64 GiB has 66. */
const LIST_PAGES_MAX = 1000

/**
 * Chunks as objects `<prefix>/<id>/<chunk>` in an S3-compatible store. What the store confirms is as durable as the
 * store: object lock, versioning and replication are set on the bucket (with versioning on, a lifecycle rule must
 * also expire old versions, else deleted chunks stay).
 */
export function s3ChunkStore(options: S3Options): ChunkStore {
  return new S3ChunkStore(options)
}

class S3ChunkStore implements ChunkStore {
  readonly #send: (request: S3Request) => Promise<Response>
  readonly #prefix: string

  constructor(options: S3Options) {
    this.#send = s3Sender(options)
    this.#prefix = options.prefix === '' ? '' : `${options.prefix}/`
  }

  async put(fileId: string, name: string, bytes: Uint8Array): Promise<void> {
    await refuse(await this.#send({ method: 'PUT', key: this.#key(fileId, name), body: bytes }), 'put')
  }

  async get(fileId: string, name: string): Promise<Uint8Array | null> {
    const response = await this.#send({ method: 'GET', key: this.#key(fileId, name) })
    if (response.status === 404) {
      await response.body?.cancel()
      return null
    }
    await refuse(response, 'get')
    return new Uint8Array(await response.arrayBuffer())
  }

  async list(fileId: string): Promise<string[]> {
    assertFileId(fileId)
    const names: string[] = []
    let token: string | undefined
    for (let page = 0; page < LIST_PAGES_MAX; page++) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: `${this.#prefix}${fileId}/` })
      if (token !== undefined) query.set('continuation-token', token)
      const response = await this.#send({ method: 'GET', key: '', query })
      await refuse(response, 'list')
      const xml = await response.text()
      for (const match of xml.matchAll(/<Key>([^<]*)<\/Key>/g)) {
        const name = match[1]!.slice(match[1]!.lastIndexOf('/') + 1)
        if (isChunkName(name)) names.push(name)
      }
      token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(xml)?.[1]
      if (token === undefined) return names
      token = unescapeXml(token)
    }
    throw new Error(`the object store listed more than ${LIST_PAGES_MAX} pages`)
  }

  async remove(fileId: string, names: readonly string[]): Promise<void> {
    for (let at = 0; at < names.length; at += PARALLEL_DELETES) {
      const batch = names.slice(at, at + PARALLEL_DELETES)
      await Promise.all(batch.map((name) => this.#delete(this.#key(fileId, name))))
    }
  }

  async removeFile(fileId: string): Promise<void> {
    await this.remove(fileId, await this.list(fileId))
  }

  async #delete(key: string): Promise<void> {
    const response = await this.#send({ method: 'DELETE', key })
    if (response.status === 404) await response.body?.cancel()
    else await refuse(response, 'delete')
  }

  #key(fileId: string, name: string): string {
    assertFileId(fileId)
    if (!isChunkName(name)) throw new Error('BUG: not a chunk name')
    return `${this.#prefix}${fileId}/${name}`
  }
}

function unescapeXml(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name]!)
}
