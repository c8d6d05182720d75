import { binaryImageRecord, fieldOf, writeNist } from '@basinet/fingerprint'
import { must } from '@basinet/kernel/contract'
import { JobCancelled, type JobContext } from '@basinet/kernel/jobs'
import { listRecords, readRecord } from '@basinet/kernel/record'
import { printBatch, type PrintBatch } from '../../lines/2-law-enforcement/fingerprints/contract/batch.ts'
import { tenPrint, type TenPrint } from '../../lines/2-law-enforcement/fingerprints/contract/ten-print.ts'
import { PURPOSE } from '../../lines/2-law-enforcement/fingerprints/contract/words.ts'
import { batchJob } from '../../lines/2-law-enforcement/fingerprints/jobs/batch.ts'
import { encodeCardJob } from '../../lines/2-law-enforcement/fingerprints/jobs/encode.ts'
import { readProblems } from '../../lines/2-law-enforcement/fingerprints/store.ts'
import { finger, openBureau, people } from '../../lines/2-law-enforcement/fingerprints/testing/bureau.ts'
import { tarOf } from '../../lines/2-law-enforcement/fingerprints/testing/tar-of.ts'
import { BenchError } from '../bench.ts'

/**
 * `node bench/fingerprint/enrol.ts [CARDS [ENCODED]]`: a bulk enrolment of CARDS transactions of ten prints each, one in BAD_EVERY of them
 * damaged, stopped by hand half-way and begun again; then ENCODED of the cards read by the engine. Rates on the wall, and what they make for
 * 100,000 cards.
 */
const cards = Number(process.argv[2] ?? 200)
const encoded = Number(process.argv[3] ?? 10)
const BAD_EVERY = 50
/** Pictures that the cards share: growing ridges takes longer than enrolling them. */
const PICTURES = 20
const REGISTER = 100_000

const started = performance.now()
const seconds = (from: number): number => (performance.now() - from) / 1000
const said = (what: string): void => void process.stdout.write(`${what}\n`)

const pictures = Array.from({ length: PICTURES }, (_, n) => ({ ...finger(100 + n), ppi: 500 }))
const prints = Array.from({ length: PICTURES }, (_, n) =>
  Array.from({ length: 10 }, (__, k) =>
    binaryImageRecord(k, 1, k + 1, pictures[(n + k) % PICTURES]!, 'WSQ20'),
  ),
)

function transaction(n: number): Uint8Array {
  if (n % BAD_EVERY === BAD_EVERY - 1) return Buffer.from('no transaction at all')
  const content = fieldOf(1, 3, [
    ['1', '10'],
    ...Array.from({ length: 10 }, (_, k) => ['4', String(k).padStart(2, '0')]),
  ])
  const head = [
    fieldOf(1, 1, [['0']]),
    fieldOf(1, 2, [['0500']]),
    content,
    fieldOf(1, 4, [['ENR']]),
    fieldOf(1, 9, [[`BULK-${n}`]]),
  ]
  return writeNist([{ type: 1, fields: head }, ...prints[n % PICTURES]!])
}

const { manager } = people
const bureau = await openBureau(() => new Date())
const archiveBytes = tarOf(
  Array.from({ length: cards }, (_, n) => [`card-${n}.an2`, transaction(n)] as const),
)
said(
  `${cards} cards in an archive of ${(archiveBytes.length / 1e6).toFixed(1)} MB, ready after ${seconds(started).toFixed(0)} s`,
)
const { recordId: id } = await bureau.done(manager, 'print-batch.open', {
  name: 'Bulk bench',
  takenFor: 'conviction',
  authority: 'Police Act s. 22',
  legalBasis: 'Police Act s. 23',
  place: 'Records office',
  device: 'scanned ink',
})
const archive = await bureau.keep(manager, { type: 'print-batch', id }, archiveBytes)
const read = async (): Promise<PrintBatch & { rev: number }> => {
  const record = await bureau.db.read(manager, (tx) => readRecord<PrintBatch>(tx, printBatch, id))
  if (record === null) throw new BenchError('the batch is gone')
  return { ...record.body, rev: record.rev }
}
/** Runs the batch until `stopAt` entries are done. */
async function run(stopAt: number): Promise<void> {
  await bureau.done(manager, 'print-batch.start', { archive }, { id, rev: (await read()).rev })
  const context: JobContext = {
    core: bureau.parts.core,
    askedBy: manager.person,
    progress: async (done) => done < stopAt,
  }
  const from = performance.now()
  await batchJob(bureau.parts, context, { id, purpose: PURPOSE }).catch((error: unknown) => {
    if (!(error instanceof JobCancelled)) throw error
  })
  const { state, done, failed } = await read()
  const took = seconds(from)
  said(`${state}: ${done} done, ${failed} failed, after ${took.toFixed(1)} s`)
}

const enrolling = performance.now()
await run(Math.floor(cards / 2))
await run(Infinity)
const each = seconds(enrolling) / cards
const problems = await bureau.db.read(manager, (tx) => readProblems(tx, id, cards))
const page = must(
  await bureau.db.read(manager, (tx) =>
    listRecords<TenPrint>(tx, tenPrint, {
      filters: [{ name: 'batch', op: 'eq', value: id }],
      limit: Math.min(500, cards),
    }),
  ),
)
const numbers = new Set(page.items.map(({ body }) => body.number))
said(
  `${page.items.length} cards listed, ${numbers.size} numbers; ${problems.length} in the list of errors, the first "${problems[0]?.problem ?? ''}"`,
)
said(
  `enrolled ${(1 / each).toFixed(1)} cards a second: ${((each * REGISTER) / 3600).toFixed(1)} h for ${REGISTER} cards by one job`,
)
const reading = performance.now()
for (const card of page.items.slice(0, encoded))
  await encodeCardJob(bureau.parts, manager.person, { id: card.id, purpose: PURPOSE })
const readEach = seconds(reading) / encoded
said(
  `read and sought ${(1 / readEach).toFixed(2)} cards a second by one job: ${((readEach * REGISTER) / 3600).toFixed(0)} h for ${REGISTER} cards`,
)
await bureau.close()
