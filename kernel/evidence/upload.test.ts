import { createServer, request, type ClientRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHUNK_BYTES } from './evidence-file.ts'
import type { EvidenceStore } from './evidence-store.ts'
import {
  asStream,
  bench,
  contentPiece,
  contentPieces,
  contentSha256,
  must,
  random,
  type Bench,
} from './evidence-test-bench.ts'
import { openEvidenceStore } from './open-evidence-store.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const MEBIBYTE = 1_048_576

let b: Bench
let store: EvidenceStore
beforeEach(async () => {
  b = await bench()
  store = openEvidenceStore(b.parts)
})
afterEach(() => b.remove())

async function* cutAfter(start: number, end: number, pieceBytes: number): AsyncGenerator<Uint8Array> {
  yield* asStream(contentPieces(start, end, pieceBytes))
  throw new Error('socket hang up')
}

describe('a cut upload', () => {
  test('keeps every byte received, wherever it is cut, and goes on from there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 * CHUNK_BYTES }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1000, max: 700_000 }),
        async (cuts, pieceBytes) => {
          const size = 3 * CHUNK_BYTES + 12_345
          const { id } = must(await store.createUpload({ sizeBytes: size }))
          let at = 0
          for (const cut of cuts.toSorted((x, y) => x - y)) {
            const answer = await store.append(id, at, cutAfter(at, cut, pieceBytes))
            expect(answer).toMatchObject({ ok: false, error: { code: 'evidence.cut' } })
            expect(must(await store.upload(id)).offsetBytes).toBe(cut)
            at = cut
          }
          must(await store.append(id, at, asStream(contentPieces(at, size, pieceBytes))))
          expect(must(await store.finish(id)).plaintextSha256).toBe(contentSha256(size))
        },
      ),
      { numRuns: FULL ? 100 : 6 },
    )
  })

  test('from another offset than the stored one is refused and changes nothing', async () => {
    const { id } = must(await store.createUpload({ sizeBytes: null }))
    must(await store.append(id, 0, asStream(contentPieces(0, 1000, 100))))
    for (const offset of [0, 999, 1001]) {
      expect(await store.append(id, offset, asStream([contentPiece(0, 10)]))).toMatchObject({
        error: { code: 'evidence.offset', message: expect.stringContaining('1000') },
      })
    }
    expect(must(await store.upload(id)).offsetBytes).toBe(1000)
  })

  test('that a new connection has continued leaves the old one without effect', async () => {
    const size = 9 * CHUNK_BYTES
    const { id } = must(await store.createUpload({ sizeBytes: size }))
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield* contentPieces(0, 2 * CHUNK_BYTES, 65_536)
      await held
      yield new Uint8Array(3 * CHUNK_BYTES).fill(255)
    }
    const stale = store.append(id, 0, slow())
    const fresh = openEvidenceStore(b.parts)
    must(await fresh.append(id, 0, asStream(contentPieces(0, 5 * CHUNK_BYTES + 7, 65_536))))
    release()
    expect(await stale).toMatchObject({ error: { code: 'evidence.offset' } })
    const at = must(await fresh.upload(id)).offsetBytes
    must(await fresh.append(id, at, asStream(contentPieces(at, size, 65_536))))
    expect(must(await fresh.finish(id)).plaintextSha256).toBe(contentSha256(size))
    const files = (await readdir(b.root, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    expect(files).toHaveLength(9)
  })
})

describe('bounds', () => {
  test('an announced size is neither exceeded nor undercut', async () => {
    const { id } = must(await store.createUpload({ sizeBytes: 1000 }))
    must(await store.append(id, 0, asStream(contentPieces(0, 600, 200))))
    expect(await store.finish(id)).toMatchObject({
      error: { code: 'evidence.incomplete', message: '600 of 1000 bytes have arrived' },
    })
    const more = await store.append(id, 600, asStream([contentPiece(600, 100), contentPiece(700, 500)]))
    expect(more).toMatchObject({ error: { code: 'evidence.too-large' } })
    expect(must(await store.upload(id)).offsetBytes).toBe(700)
    must(await store.append(id, 700, asStream([contentPiece(700, 300)])))
    expect(must(await store.finish(id)).plaintextSha256).toBe(contentSha256(1000))
    expect(await store.append(id, 1000, asStream([]))).toMatchObject({ error: { code: 'evidence.finished' } })
  })

  test('no file is larger than the bound', async () => {
    const small = openEvidenceStore({ ...b.parts, fileBytesMax: 500 })
    expect(await small.createUpload({ sizeBytes: 501 })).toMatchObject({
      error: { code: 'evidence.too-large' },
    })
    expect(await small.createUpload({ sizeBytes: -1 })).toMatchObject({ error: { code: 'evidence.size' } })
    const { id } = must(await small.createUpload({ sizeBytes: null }))
    expect(await small.append(id, 0, asStream([contentPiece(0, 501)]))).toMatchObject({
      error: { code: 'evidence.too-large' },
    })
  })

  test('an upload that nobody touches expires; one that goes on does not', async () => {
    const limited = openEvidenceStore({ ...b.parts, uploadIdleSeconds: 100 })
    const [left, live] = [
      must(await limited.createUpload({ sizeBytes: null })),
      must(await limited.createUpload({ sizeBytes: null })),
    ]
    b.advance(60)
    must(await limited.append(live.id, 0, asStream([contentPiece(0, 10)])))
    b.advance(60)
    expect(await limited.upload(left.id)).toMatchObject({ error: { code: 'evidence.expired' } })
    expect(await limited.append(left.id, 0, asStream([contentPiece(0, 10)]))).toMatchObject({
      error: { code: 'evidence.expired' },
    })
    expect(await limited.sweep()).toEqual({ expired: 1, removed: 1 })
    expect(must(await limited.upload(live.id)).offsetBytes).toBe(10)
    expect(await limited.upload(left.id)).toMatchObject({ error: { code: 'evidence.unknown' } })
    must(await limited.finish(live.id))
    b.advance(1000)
    expect(await limited.sweep()).toEqual({ expired: 0, removed: 0 })
    expect((await limited.get(live.id)).ok).toBe(true)
  })

  test('the sender is held back while chunks are being written', async () => {
    let pulled = 0
    let most = 0
    let stored = 0
    async function* source(): AsyncGenerator<Uint8Array> {
      for (const piece of contentPieces(0, 8 * CHUNK_BYTES, 65_536)) {
        pulled += piece.length
        most = Math.max(most, pulled - stored)
        yield await Promise.resolve(piece)
      }
    }
    const put: typeof b.parts.chunks.put = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await b.parts.chunks.put(...args)
      stored += CHUNK_BYTES
    }
    const slow = openEvidenceStore({ ...b.parts, chunks: { ...b.parts.chunks, put } })
    const { id } = must(await slow.createUpload({ sizeBytes: null }))
    must(await slow.append(id, 0, source()))
    expect(most).toBeLessThanOrEqual(CHUNK_BYTES + 65_536)
  })
})

/** The upload protocol over real sockets: PATCH with an offset appends, HEAD tells the offset. */
function uploadServer(evidence: EvidenceStore, id: string): Server {
  return createServer((req, res) => {
    void (async () => {
      if (req.method === 'PATCH') {
        const answer = await evidence.append(id, Number(req.headers['upload-offset']), req)
        res.statusCode = answer.ok ? 204 : 409
      }
      const upload = await evidence.upload(id)
      res.setHeader('upload-offset', upload.ok ? upload.value.offsetBytes : -1)
      res.end()
    })()
  })
}

function ask(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const head = request({ port, method: 'HEAD' }, (res) => {
      res.resume()
      resolve(Number(res.headers['upload-offset']))
    })
    head.on('error', reject)
    head.end()
  })
}

/** Resolves when the socket takes more, or is gone. */
function writable(sender: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      sender.off('drain', go).off('close', go)
      resolve()
    }
    sender.on('drain', go).on('close', go)
  })
}

/** Sends from `start`; destroys the socket after about `cutBytes`. Resolves true when the server had it all. */
function send(port: number, start: number, size: number, cutBytes: number): Promise<boolean> {
  return new Promise((resolve) => {
    const patch = request({ port, method: 'PATCH', headers: { 'upload-offset': start } }, (res) => {
      res.resume()
      res.on('end', () => resolve(res.statusCode === 204))
    })
    patch.on('error', () => resolve(false))
    void (async () => {
      for (const piece of contentPieces(start, size, 65_536)) {
        if (patch.destroyed) return
        if (!patch.write(piece)) await writable(patch)
        cutBytes -= piece.length
        if (cutBytes < 0) patch.destroy()
      }
      patch.end()
    })()
  })
}

test(
  `${FULL ? '1 GiB' : '32 MiB'} over a connection that is cut again and again`,
  { timeout: 600_000 },
  async () => {
    const size = (FULL ? 1024 : 32) * MEBIBYTE + 4321
    const { id } = must(await store.createUpload({ sizeBytes: size }))
    const server = uploadServer(store, id)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    let cuts = 0
    let peakBytes = 0
    const meter = setInterval(() => {
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    }, 50)
    const baseBytes = process.memoryUsage.rss()
    try {
      for (let done = false; !done;) {
        const at = await ask(port)
        const share = new DataView(random(4).buffer).getUint32(0) / 2 ** 32
        done = await send(port, at, size, cuts < 8 ? share * (size / 5) : size * 2)
        if (!done) cuts += 1
        expect(cuts).toBeLessThan(100)
      }
    } finally {
      clearInterval(meter)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    const finished = must(await store.finish(id))
    expect(cuts).toBeGreaterThanOrEqual(4)
    expect(finished.file.sizeBytes).toBe(size)
    expect(finished.plaintextSha256).toBe(contentSha256(size))
    // One chunk of plaintext and of ciphertext are held; the rest is what the collector has not taken yet.
    expect(peakBytes - baseBytes).toBeLessThan(200 * MEBIBYTE)
  },
)
