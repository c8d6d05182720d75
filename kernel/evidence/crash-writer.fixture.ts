import { openStore } from '../store/store.ts'
import { directoryChunkStore } from './dir-chunk-store.ts'
import { asStream, contentPieces, must, random, testKeyring } from './evidence-test-bench.ts'
import { openEvidenceStore } from './open-evidence-store.ts'
import { asNodeRunner, sqlIndex } from './sql-index.ts'

/** What the test hands to a process that it is going to kill. */
export interface CrashWriterJob {
  readonly url: string
  readonly subjectKey: string
  readonly subject: Parameters<typeof asNodeRunner>[1] extends () => infer S ? S : never
  readonly directory: string
  readonly fileKeyringKey: string
  readonly uploadId: string
  readonly sizeBytes: number
}

const job = JSON.parse(process.argv[2] ?? '') as CrashWriterJob
const store = openStore({
  url: job.url,
  subjectKey: Buffer.from(job.subjectKey, 'hex'),
  onError: () => process.exit(3),
})
const evidence = openEvidenceStore({
  chunks: directoryChunkStore(job.directory),
  index: sqlIndex(asNodeRunner(store, () => job.subject)),
  keyring: testKeyring(Buffer.from(job.fileKeyringKey, 'hex')),
  random,
  clock: () => new Date(),
})
const start = must(await evidence.upload(job.uploadId)).offsetBytes
await evidence.append(
  job.uploadId,
  start,
  asStream(contentPieces(start, job.sizeBytes, 65_536)),
  (offset) => {
    process.stdout.write(`${offset}\n`)
  },
)
await store.close()
