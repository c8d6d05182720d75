import { expect } from 'vitest'
import type { Subject } from '@basinet/kernel/contract'
import { sealedSubject } from '@basinet/kernel/record'
import { PURPOSE } from '../contract/words.ts'
import { encodeCardJob } from '../jobs/encode.ts'
import { keepPrint, MINORS } from '../minors.ts'
import { LATENT, people, png, type Bureau } from './bureau.ts'

const { anna, officer, records } = people
export const payload = (id: string) => ({ id, purpose: PURPOSE })

const FACTS = {
  takenFor: 'arrest',
  authority: 'Police Act s. 22',
  legalBasis: 'Police Act s. 23',
  takenAt: '2026-11-24T08:00:00.000Z',
  takenBy: 'officer 12',
  place: 'Custody suite',
  device: 'scanner X 1',
  eraseBy: null,
}
const absent = (n: number) => ({
  finger: n,
  impression: 'rolled',
  status: 'bandaged',
  image: null,
  part: null,
  remark: 'burn',
})

/** A kept card of a minor with this synthetic finger on the right thumb. */
export async function minor(bureau: Bureau, number: string, seed: number): Promise<string> {
  const { core, engine } = bureau.parts
  const { recordId: id } = await bureau.done(officer, 'juvenile-print.open', {
    ...FACTS,
    number,
    subject: `P-${number}`,
    eraseBy: '2027-06-01T00:00:00.000Z',
  })
  const bytes = png(seed, { seed: seed * 31, turn: 0.05 })
  const read = await engine.read({ bytes, part: null, ppi: null })
  if ('problem' in read) throw new Error(read.problem)
  const image = await core.store.run(sealedSubject(core, officer, core.now()), { realm: MINORS }, (tx) =>
    keepPrint(tx, { card: id, finger: 1, bytes, ...read }),
  )
  const taken = { finger: 1, impression: 'rolled', status: 'taken', image, part: null, remark: null }
  const rest = Array.from({ length: 9 }, (_, i) => absent(i + 2))
  await bureau.done(officer, 'juvenile-print.set-fingers', { fingers: [taken, ...rest] }, { id, rev: 1 })
  await bureau.done(officer, 'juvenile-print.keep', {}, { id, rev: 2 })
  return id
}

/** An enrolled and read card with prints of these synthetic fingers on right thumb, index, … */
export async function card(
  bureau: Bureau,
  number: string,
  seeds: readonly number[],
  change: object = {},
): Promise<string> {
  const { recordId: id } = await bureau.done(officer, 'ten-print.open', {
    ...FACTS,
    number,
    subject: `P-${number}`,
    ...change,
  })
  const fingers = await Promise.all(
    seeds.map(async (seed, i) => ({
      finger: i + 1,
      impression: 'rolled',
      status: 'taken',
      image: await bureau.keep(
        officer,
        { type: 'ten-print', id },
        png(seed, { seed: seed * 31, turn: 0.05 }),
      ),
      part: null,
      remark: null,
    })),
  )
  await bureau.done(officer, 'ten-print.set-fingers', { fingers }, { id, rev: 1 })
  expect(await bureau.give(officer, 'ten-print.enrol', {}, { id, rev: 2 })).toMatchObject({
    error: { code: 'fingers.unaccounted' },
  })
  const rest = Array.from({ length: 10 - seeds.length }, (_, i) => absent(seeds.length + 1 + i))
  await bureau.done(officer, 'ten-print.set-fingers', { fingers: rest }, { id, rev: 2 })
  await bureau.done(officer, 'ten-print.enrol', {}, { id, rev: 3 })
  await encodeCardJob(bureau.parts, officer.person, payload(id))
  return id
}

export async function mark(bureau: Bureau, number: string, seed: number): Promise<string> {
  const { recordId: parent } = await bureau.done(anna, 'latent-case.open', {
    number: `C-${number}`,
    offence: 'burglary',
    scene: 'Castries',
    occurredAt: '2026-11-20T02:00:00.000Z',
  })
  const { recordId: id } = await bureau.done(anna, 'latent-mark.record', {
    case: parent,
    number,
    exhibit: null,
    found: 'window frame',
    lift: 'powder',
    liftedAt: '2026-11-20T09:00:00.000Z',
    liftedBy: 'S. Examiner',
  })
  const image = await bureau.keep(anna, { type: 'latent-mark', id }, png(seed, LATENT))
  await bureau.done(anna, 'latent-mark.image', { image, ppi: 500 }, { id, rev: 1 })
  return id
}

/** The minutiae an examiner would set: here those the engine sees in the mark. */
async function analysisOf(bureau: Bureau, seed: number) {
  const readout = await bureau.parts.engine.read({ bytes: png(seed, LATENT), part: null, ppi: 500 })
  if ('problem' in readout) throw new Error(readout.problem)
  return { region: [], marks: [...readout.minutiae], clarity: 'medium', distortion: null }
}

/** A locked analysis by this examiner. */
export async function analysed(
  bureau: Bureau,
  who: Subject,
  name: string,
  input: object,
  seed: number,
): Promise<string> {
  const { recordId: id } = await bureau.done(who, name, input)
  expect(await bureau.give(who, 'print-examination.lock', { value: true }, { id, rev: 1 })).toMatchObject({
    error: { code: 'print-examination.no-marks' },
  })
  await bureau.done(who, 'print-examination.analyse', await analysisOf(bureau, seed), { id, rev: 1 })
  await bureau.done(who, 'print-examination.lock', { value: true }, { id, rev: 2 })
  return id
}

export async function concluded(
  bureau: Bureau,
  who: Subject,
  id: string,
  exemplar: object,
  word: string,
): Promise<void> {
  await bureau.done(who, 'print-examination.compare', { exemplar }, { id, rev: 3 })
  await bureau.done(
    who,
    'print-examination.conclude',
    { word, grounds: 'twelve in sequence' },
    { id, rev: 4 },
  )
}

export async function competent(
  bureau: Bureau,
  who: Subject,
  validUntil = '2027-11-24T00:00:00.000Z',
): Promise<void> {
  for (const task of ['examination', 'verification'])
    await bureau.done(records, 'print-competence.record', {
      examiner: who.person,
      task,
      certificate: 'LC-1',
      test: 'CTS 2026-1, all correct',
      testedAt: '2026-01-10T00:00:00.000Z',
      validUntil,
    })
}

export const exemplarOf = (id: string, n = 1) => ({ of: { type: 'ten-print', id }, finger: n })
