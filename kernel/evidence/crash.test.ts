import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeSubject, sealedSubject } from '../record/core.ts'
import type { CrashWriterJob } from './crash-writer.fixture.ts'
import { directoryChunkStore } from './dir-chunk-store.ts'
import { CHUNK_BYTES } from './evidence-file.ts'
import { asStream, contentPieces, contentSha256, must, random, testKeyring } from './evidence-test-bench.ts'
import { openEvidenceStore } from './open-evidence-store.ts'
import { sqlBench, type SqlBench } from './sql-test-bench.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const KILLS = FULL ? 25 : 3
/** Whole chunks that a crash may cost: those between two saves, and the one being filled. */
const LOST_CHUNKS_MAX = 5

let bench: SqlBench
let directory: string
beforeAll(async () => {
  bench = await sqlBench()
  directory = await mkdtemp(join(tmpdir(), 'basinet-crash-'))
})
afterAll(async () => {
  await bench.database.close()
  await rm(directory, { recursive: true, force: true })
})

/** Runs the writer until it has reported `untilBytes`, then kills it. Resolves with the last offset it reported. */
function writeAndKill(job: CrashWriterJob, untilBytes: number): Promise<number> {
  const program = join(import.meta.dirname, 'crash-writer.fixture.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let reported = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.trimEnd().split('\n')
    reported = Number(lines.at(-1))
    if (reported >= untilBytes) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(reported))
  })
}

test(`an upload survives kill -9 of its process, ${KILLS} times`, { timeout: 600_000 }, async () => {
  const key = random(32)
  const { core, appUrl, subjectKey } = bench.database
  const store = openEvidenceStore({
    chunks: directoryChunkStore(directory),
    index: bench.index,
    keyring: testKeyring(key),
    random,
    clock: () => new Date(),
  })
  const size = (KILLS + 1) * 8 * CHUNK_BYTES + 999
  const { id } = must(await store.createUpload({ sizeBytes: size }))
  const job: CrashWriterJob = {
    url: appUrl,
    subjectKey: subjectKey.toString('hex'),
    subject: sealedSubject(core, nodeSubject('LCA'), new Date()),
    directory,
    fileKeyringKey: Buffer.from(key).toString('hex'),
    uploadId: id,
    sizeBytes: size,
  }
  for (let kill = 1; kill <= KILLS; kill++) {
    const untilBytes = kill * 8 * CHUNK_BYTES - Math.floor(CHUNK_BYTES / (kill + 1))
    const reported = await writeAndKill(job, untilBytes)
    const { offsetBytes } = must(await store.upload(id))
    expect(reported).toBeGreaterThanOrEqual(untilBytes)
    expect(offsetBytes).toBeGreaterThan(reported - LOST_CHUNKS_MAX * CHUNK_BYTES)
    // A few odd bytes by another connection: from here on there is an unfinished chunk to resume from.
    const more = asStream(contentPieces(offsetBytes, offsetBytes + 777, 500))
    expect(must(await store.append(id, offsetBytes, more)).offsetBytes).toBe(offsetBytes + 777)
  }
  const rest = must(await store.upload(id)).offsetBytes
  must(await store.append(id, rest, asStream(contentPieces(rest, size, 65_536))))
  const done = must(await store.finish(id))
  expect(done.plaintextSha256).toBe(contentSha256(size))
  const stored = await readdir(directory, { recursive: true, withFileTypes: true })
  expect(stored.filter((entry) => entry.isFile())).toHaveLength(done.file.chunkCount)
})
