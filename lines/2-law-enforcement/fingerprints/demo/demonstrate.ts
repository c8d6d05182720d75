import { randomUUID } from 'node:crypto'
import { must, type Subject } from '@basinet/kernel/contract'
import type { JobContext } from '@basinet/kernel/jobs'
import { FINGERS } from '../contract/words.ts'
import { pngOf } from '../http/png.ts'
import { askerOf, give, type JobParts } from '../jobs/asker.ts'
import { keepFile } from '../jobs/keep-file.ts'
import type { Payload } from '../jobs/kinds.ts'
import { growRidges, impress, WHOLE, type Impression } from './synthetic-print.ts'

/** Cards of the demonstration; the fingers of a card are the ten seeds from its own on. */
const CARDS = [
  { number: 'DEMO-1', seed: 100 },
  { number: 'DEMO-2', seed: 200 },
  { number: 'DEMO-3', seed: 300 },
] as const
/** Marks, each of a finger that is on a card, or on none. */
const MARKS = [
  { number: 'DEMO-M1', seed: 101, part: { x: 0.5, y: 0.45, share: 0.68 }, turn: -0.35 },
  { number: 'DEMO-M2', seed: 201, part: { x: 0.45, y: 0.5, share: 0.6 }, turn: 0.5 },
  { number: 'DEMO-M3', seed: 900, part: { x: 0.5, y: 0.5, share: 0.6 }, turn: 0.1 },
] as const
const DAY_MS = 86_400_000

/** Makes cards, a case and marks of fingers that nobody has, on a demonstration node and nowhere else. */
export async function demonstrateJob(
  parts: JobParts,
  context: JobContext,
  { purpose }: Payload,
): Promise<unknown> {
  if (parts.core.mode !== 'demo') throw new Error('prints are made on a demonstration node only')
  const subject = await askerOf(parts.core, context.askedBy, purpose)
  const total = CARDS.length + MARKS.length
  let done = 0
  for (const card of CARDS) {
    await makeCard(parts, subject, card)
    await context.progress(++done, total, card.number)
  }
  const parent = await makeCase(parts, subject)
  for (const mark of MARKS) {
    await makeMark(parts, subject, parent, mark)
    await context.progress(++done, total, mark.number)
  }
  return { made: done }
}

const ago = (parts: JobParts, days: number): string =>
  new Date(parts.core.now().getTime() - days * DAY_MS).toISOString()

const picture = (seed: number, change: Partial<Impression>): Buffer =>
  pngOf(
    impress(growRidges(seed), { seed, turn: 0, shiftX: 0, shiftY: 0, noise: 0.1, part: WHOLE, ...change }),
  )

async function makeCard(
  parts: JobParts,
  subject: Subject,
  { number, seed }: (typeof CARDS)[number],
): Promise<void> {
  const facts = {
    number,
    subject: `Nobody ${number}`,
    takenFor: 'arrest',
    authority: 'Demonstration',
    legalBasis: 'Demonstration',
    takenAt: ago(parts, 20),
    takenBy: 'Demonstration',
    place: 'Demonstration',
    device: 'Seeded generator',
    eraseBy: null,
  }
  const opened = await give(parts, subject, 'ten-print.open', { commandId: randomUUID(), input: facts })
  // An earlier try may have come so far.
  if (!opened.ok) return
  const { recordId } = opened.value
  const fingers = []
  for (const finger of FINGERS) {
    const bytes = picture(seed + finger - 1, { shiftX: finger % 3, turn: 0.02 * (finger - 5) })
    const about = { type: 'ten-print', id: recordId }
    const file = { name: `${number}-${finger}.png`, mediaType: 'image/png', bytes }
    const image = must(await keepFile(parts, subject, about, file))
    fingers.push({ finger, impression: 'rolled', status: 'taken', image, part: null, remark: null })
  }
  await act(parts, subject, 'ten-print.set-fingers', recordId, 1, { fingers })
  await act(parts, subject, 'ten-print.enrol', recordId, 2, {})
}

async function act(
  parts: JobParts,
  subject: Subject,
  name: string,
  recordId: string,
  expectedRev: number,
  input: object,
): Promise<void> {
  must(await give(parts, subject, name, { commandId: randomUUID(), recordId, expectedRev, input }))
}

async function makeCase(parts: JobParts, subject: Subject): Promise<string> {
  const input = {
    number: 'DEMO-C1',
    offence: 'Burglary (demonstration)',
    scene: 'A boat house that does not exist',
    occurredAt: ago(parts, 10),
  }
  return must(await give(parts, subject, 'latent-case.open', { commandId: randomUUID(), input })).recordId
}

async function makeMark(
  parts: JobParts,
  subject: Subject,
  parent: string,
  { number, seed, part, turn }: (typeof MARKS)[number],
): Promise<void> {
  const input = {
    case: parent,
    number,
    exhibit: null,
    found: 'Window frame, inside',
    lift: 'powder',
    liftedAt: ago(parts, 9),
    liftedBy: 'Demonstration',
  }
  const { recordId } = must(
    await give(parts, subject, 'latent-mark.record', { commandId: randomUUID(), input }),
  )
  const bytes = picture(seed, { seed: seed + 7, part, turn, noise: 0.4 })
  const about = { type: 'latent-mark', id: recordId }
  const image = must(
    await keepFile(parts, subject, about, { name: `${number}.png`, mediaType: 'image/png', bytes }),
  )
  await act(parts, subject, 'latent-mark.image', recordId, 1, { image, ppi: 500 })
}
