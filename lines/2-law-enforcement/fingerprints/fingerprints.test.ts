import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binaryImageRecord, fieldOf, writeNist } from '@basinet/fingerprint'
import { must, type Subject } from '@basinet/kernel/contract'
import type { JobContext } from '@basinet/kernel/jobs'
import {
  expungeDueJob,
  listRecords,
  readHistory,
  readRecord,
  sealedSubject,
  searchRecords,
  staleMigrations,
} from '@basinet/kernel/record'
import { fingerprintsCapability, type PrintExamination, type TenPrint } from './contract.ts'
import { printBatch, type PrintBatch } from './contract/batch.ts'
import { printComparison, type PrintComparison } from './contract/comparison.ts'
import { printExamination } from './contract/examination.ts'
import { latentMark, type LatentMark } from './contract/latent.ts'
import { tenPrint } from './contract/ten-print.ts'
import { batchJob } from './jobs/batch.ts'
import { minorsLike } from './jobs/minors.ts'
import { fileMarkJob, probeOf, searchMarkJob } from './jobs/search.ts'
import { MINORS, printOfMinor } from './minors.ts'
import { FINGERPRINTS_MIGRATIONS } from './module.ts'
import { readCandidates, readFound, readProblems } from './store.ts'
import { finger, openBureau, people, png, type Bureau } from './testing/bureau.ts'
import { tarOf } from './testing/tar-of.ts'
import { analysed, card, competent, concluded, exemplarOf, mark, minor, payload } from './testing/casework.ts'

let now = new Date('2026-11-24T20:30:00.000Z')
const { anna, ben, cleo, officer, manager } = people
let bureau: Bureau

beforeAll(async () => {
  bureau = await openBureau(() => now)
}, 120_000)
afterAll(() => bureau?.close())

const context = (who: Subject): JobContext => ({
  core: bureau.parts.core,
  askedBy: who.person,
  progress: async () => true,
})
const read = <T>(who: Subject, decl: Parameters<typeof readRecord>[1], id: string) =>
  bureau.db.read(who, (tx) => readRecord<T>(tx, decl, id))

test('migrations are those of the declarations', () => {
  expect(staleMigrations(FINGERPRINTS_MIGRATIONS, fingerprintsCapability.records)).toEqual([])
})

describe('a card', () => {
  let first: string
  test('is read by the engine, told in quality and reasons, and finds the same person again at once', async () => {
    first = await card(bureau, 'T-1', [1, 2])
    const stored = await read<TenPrint>(anna, tenPrint, first)
    expect(stored?.body.state).toBe('encoded')
    expect(stored?.body.fingers[0]?.quality).toMatchObject({ ppiFrom: 'ridges', ppi: 500 })
    const again = await card(bureau, 'T-2', [1, 2])
    const found = await bureau.db.read(anna, (tx) => readFound(tx, 10))
    expect(found).toMatchObject([{ kind: 'duplicates', probe: again, number: 'T-2', best: 'T-1' }])
  })

  test('that ends leaves the galleries at once and the database with the next round', async () => {
    const { pendingApproval } = await bureau.done(
      officer,
      'ten-print.end',
      { outcome: 'acquitted', decision: 'HC 12/2026', decidedAt: '2026-11-24T10:00:00.000Z' },
      { id: first, rev: 5, reason: 'acquitted' },
    )
    await bureau.done(manager, 'approval.approve', {}, { id: pendingApproval ?? '', rev: 1 })
    const templates = 'SELECT 1 FROM basinet.fingerprint_template WHERE card = $1'
    expect((await bureau.db.admin.query(templates, [first])).rows).toEqual([])
    now = new Date(now.getTime() + 61_000)
    expect(await read(anna, tenPrint, first)).toBeNull()
    expect(await bureau.db.read(anna, (tx) => readFound(tx, 10))).toEqual([])
    const gone: string[] = []
    await expungeDueJob(async (_tx, evidence) => void gone.push(...evidence)).run(context(officer), {})
    expect(gone.length).toBe(2)
    const { rows } = await bureau.db.admin.query('SELECT 1 FROM basinet.h_ten_print WHERE id = $1', [first])
    expect(rows).toEqual([])
  })
})

describe('a mark', () => {
  let known: string
  let hidden: string
  let id: string
  let examination: string
  let comparison: string

  test('is analysed before an exemplar opens, filed, and searched for what its examiner may read', async () => {
    known = await card(bureau, 'T-3', [11, 12])
    hidden = await minor(bureau, 'T-4', 11)
    id = await mark(bureau, 'M-1', 11)
    examination = await analysed(bureau, anna, 'print-examination.begin', { mark: id }, 11)
    await fileMarkJob(bureau.parts, anna.person, payload(examination))
    const { recordId: search } = await bureau.done(anna, 'print-search.ask', { examination })
    await searchMarkJob(bureau.parts, anna.person, payload(search))
    const candidates = await bureau.db.read(anna, (tx) => readCandidates(tx, search, 20))
    expect(candidates[0]).toMatchObject({ card: known, number: 'T-3', finger: 1 })
    expect(candidates.map(({ card: of }) => of)).not.toContain(hidden)
    // Nor does who has entered their realm find it in this list.
    expect((await bureau.db.read(cleo, (tx) => readCandidates(tx, search, 20))).length).toBe(
      candidates.length,
    )
  })

  test('opens no exemplar before its analysis is locked, nor another examiner’s', async () => {
    const { recordId: own } = await bureau.done(anna, 'print-examination.begin', { mark: id })
    const open = { exemplar: exemplarOf(known) }
    expect(await bureau.give(anna, 'print-examination.compare', open, { id: own, rev: 1 })).toMatchObject({
      error: { code: 'command.state' },
    })
    expect(
      await bureau.give(ben, 'print-examination.compare', open, { id: examination, rev: 3 }),
    ).toMatchObject({
      error: { code: 'record.absent' },
    })
  })

  test('is concluded by nobody whose competence lapsed', async () => {
    await bureau.done(
      anna,
      'print-examination.compare',
      { exemplar: exemplarOf(known) },
      { id: examination, rev: 3 },
    )
    const conclude = (): ReturnType<Bureau['give']> =>
      bureau.give(
        anna,
        'print-examination.conclude',
        { word: 'source-identification', grounds: 'twelve in sequence' },
        { id: examination, rev: 4 },
      )
    await competent(bureau, anna, '2026-11-01T00:00:00.000Z')
    expect(await conclude()).toMatchObject({ error: { code: 'print-competence.lapsed' } })
    expect(await bureau.give(manager, 'print-competence.record', await ownCompetence())).toMatchObject({
      error: { code: 'print-competence.own' },
    })
    await competent(bureau, anna)
    must(await conclude())
    comparison = (await read<PrintExamination>(anna, printExamination, examination))?.body.comparison ?? ''
  })

  const ownCompetence = async () => ({
    examiner: manager.person,
    task: 'examination',
    certificate: 'x',
    test: 'x',
    testedAt: '2026-01-10T00:00:00.000Z',
    validUntil: '2027-01-10T00:00:00.000Z',
  })

  test('shows the second examiner nothing of the first, on any path', async () => {
    expect(await read(ben, printExamination, examination)).toBeNull()
    expect(await bureau.db.read(ben, (tx) => readHistory(tx, printExamination, examination))).toEqual([])
    const listed = must(await bureau.db.read(ben, (tx) => listRecords(tx, printExamination, {})))
    expect(listed.items).toEqual([])
    const found = must(await bureau.db.read(ben, (tx) => searchRecords(tx, 'general', 'first')))
    // That there is one the comparison says too; what it found stands in no title.
    expect(found.items.map((item) => item.title)).not.toContain('source-identification')
    const waiting = await read<PrintComparison>(ben, printComparison, comparison)
    expect(waiting?.body).toMatchObject({ state: 'waiting', conclusion: null })
    const { rows } = await bureau.db.read(ben, (tx) =>
      tx.client.query('SELECT basinet.fingerprint_first_word($1) AS word', [comparison]),
    )
    expect(rows).toEqual([{ word: null }])
  })

  test('is verified by another, who is not the head, and both then stand open', async () => {
    const verify = (who: Subject) => bureau.give(who, 'print-examination.verify', { comparison })
    expect(await verify(anna)).toMatchObject({ error: { code: 'print-examination.same-person' } })
    expect(await verify(manager)).toMatchObject({ error: { code: 'print-examination.not-blind' } })
    const second = await analysed(bureau, ben, 'print-examination.verify', { comparison }, 11)
    const other = { exemplar: exemplarOf(known, 2) }
    expect(await bureau.give(ben, 'print-examination.compare', other, { id: second, rev: 3 })).toMatchObject({
      error: { code: 'print-examination.exemplar' },
    })
    await competent(bureau, ben)
    await concluded(bureau, ben, second, exemplarOf(known), 'source-identification')
    expect((await read<PrintComparison>(ben, printComparison, comparison))?.body).toMatchObject({
      state: 'agreed',
      conclusion: 'source-identification',
    })
    expect(await read(ben, printExamination, examination)).not.toBeNull()
    expect(await read(anna, printExamination, second)).not.toBeNull()
    expect((await read<LatentMark>(anna, latentMark, id))?.body.state).toBe('identified')
    expect((await bureau.db.admin.query('SELECT 1 FROM basinet.fingerprint_latent')).rows).toEqual([])
  })

  test('on which two disagree is settled by a third', async () => {
    const own = await analysed(
      bureau,
      anna,
      'print-examination.begin',
      { mark: await mark(bureau, 'M-2', 12) },
      12,
    )
    await concluded(bureau, anna, own, exemplarOf(known, 2), 'source-identification')
    const of = (await read<PrintExamination>(anna, printExamination, own))?.body.comparison ?? ''
    const second = await analysed(bureau, ben, 'print-examination.verify', { comparison: of }, 12)
    await concluded(bureau, ben, second, exemplarOf(known, 2), 'inconclusive')
    const settle = (who: Subject) =>
      bureau.give(
        who,
        'print-comparison.resolve',
        { word: 'inconclusive', way: 'consultation', grounds: 'too little seen' },
        { id: of, rev: 4 },
      )
    expect(await settle(ben)).toMatchObject({ error: { code: 'print-comparison.same-person' } })
    await competent(bureau, cleo)
    must(await settle(cleo))
    expect((await read<PrintComparison>(anna, printComparison, of))?.body).toMatchObject({
      state: 'resolved',
    })
  })
})

test('an unsolved mark is held against every new card, and elimination prints against none', async () => {
  const id = await mark(bureau, 'M-3', 21)
  const examination = await analysed(bureau, anna, 'print-examination.begin', { mark: id }, 21)
  await fileMarkJob(bureau.parts, anna.person, payload(examination))
  const parent = (await read<LatentMark>(anna, latentMark, id))?.body.case ?? ''
  const other = (await read<LatentMark>(anna, latentMark, await mark(bureau, 'M-4', 22)))?.body.case ?? ''
  const resident = async (of: string) => {
    const { recordId } = await bureau.done(anna, 'elimination-print.open', {
      number: 'E-1',
      person: 'resident',
      relation: 'resident',
      case: of,
      consent: 'in writing',
      takenAt: '2026-11-21T00:00:00.000Z',
      takenBy: 'anna',
      eraseBy: '2027-11-21T00:00:00.000Z',
    })
    const image = await bureau.keep(anna, { type: 'elimination-print', id: recordId }, png(21))
    const taken = { finger: 1, impression: 'plain', status: 'taken', image, part: null, remark: null }
    await bureau.done(anna, 'elimination-print.set-fingers', { fingers: [taken] }, { id: recordId, rev: 1 })
    return { of: { type: 'elimination-print', id: recordId }, finger: 1 }
  }
  const compare = (exemplar: object) =>
    bureau.give(anna, 'print-examination.compare', { exemplar }, { id: examination, rev: 3 })
  expect(await compare(await resident(other))).toMatchObject({
    error: { code: 'print-examination.elimination' },
  })
  const fresh = await card(bureau, 'T-5', [21, 23])
  const found = await bureau.db.read(anna, (tx) => readFound(tx, 10))
  expect(found.filter(({ probe }) => probe === fresh)).toMatchObject([{ kind: 'card-to-marks', best: 'M-3' }])
  must(await compare(await resident(parent)))
})

test('a mark goes to a partner as minutiae alone, and finds what an officer there may find', async () => {
  const known = await card(bureau, 'T-6', [21])
  const young = await minor(bureau, 'T-7', 21)
  const marks = must(
    await bureau.db.read(anna, (tx) =>
      listRecords<LatentMark>(tx, latentMark, { filters: [{ name: 'number', op: 'eq', value: 'M-3' }] }),
    ),
  )
  const [filed] = marks.items
  if (filed === undefined) throw new Error('BUG: the mark was filed')
  const content = must(await bureau.probe.make(filed))
  expect(Buffer.from(content.bytes).toString('latin1')).not.toMatch(/M-3|burglary|Castries/)
  expect(await bureau.probe.check(content)).toEqual({ ok: true, value: true })
  const found = must(await bureau.probe.search(content, 20, new AbortController().signal))
  expect(found.slice(0, 2).map(({ record }) => record.id)).toContain(known)
  expect(found.map(({ record }) => record.id)).not.toContain(young)
  for (const bytes of [Buffer.from('x'), content.bytes.subarray(0, 60), new Uint8Array(70_000)])
    expect(await bureau.probe.check({ ...content, bytes })).toMatchObject({ error: { code: 'print.format' } })
})

test('a bulk enrolment takes what it can, says what it cannot, and goes on without a second card', async () => {
  const transaction = (n: number): Uint8Array => {
    const image = { ...finger(30 + n), ppi: 500 }
    const field = (number: number, value: string) => fieldOf(1, number, [[value]])
    const head = [field(1, '0'), field(2, '0500'), field(3, ''), field(4, 'ENR'), field(9, `TCN-${n}`)]
    const content = fieldOf(1, 3, [
      ['1', '1'],
      ['4', '00'],
    ])
    return writeNist([
      { type: 1, fields: head.map((one) => (one.number === 3 ? content : one)) },
      binaryImageRecord(0, 1, 1, image),
    ])
  }
  const { recordId: id } = await bureau.done(manager, 'print-batch.open', {
    name: 'Old register',
    takenFor: 'conviction',
    authority: 'Police Act s. 22',
    legalBasis: 'Police Act s. 23',
    place: 'Records office',
    device: 'scanned ink',
  })
  const archive = await bureau.keep(
    manager,
    { type: 'print-batch', id },
    tarOf([
      ['a.an2', transaction(1)],
      ['bad.an2', Buffer.from('no transaction')],
      ['b.an2', transaction(2)],
    ]),
  )
  await bureau.done(manager, 'print-batch.start', { archive }, { id, rev: 1 })
  await batchJob(bureau.parts, context(manager), payload(id))
  expect((await read<PrintBatch>(manager, printBatch, id))?.body).toMatchObject({
    state: 'done',
    done: 3,
    failed: 1,
  })
  const problems = await bureau.db.read(manager, (tx) => readProblems(tx, id, 10))
  expect(problems).toMatchObject([{ n: 1, name: 'bad.an2', problem: expect.stringContaining('ANSI/NIST') }])
  await bureau.db.admin.query('DELETE FROM basinet.fingerprint_batch_entry WHERE batch = $1 AND n = 2', [id])
  await bureau.done(manager, 'print-batch.start', { archive }, { id, rev: 3 })
  await batchJob(bureau.parts, context(manager), payload(id))
  const cards = must(
    await bureau.db.read(manager, (tx) =>
      listRecords<TenPrint>(tx, tenPrint, { filters: [{ name: 'batch', op: 'eq', value: id }] }),
    ),
  )
  expect(cards.items.map(({ body }) => `${body.number} ${body.state}`).toSorted()).toEqual([
    'TCN-1 enrolled',
    'TCN-2 enrolled',
  ])
})

describe('a minor’s card', () => {
  let id: string
  const images = 'SELECT id FROM basinet.juvenile_print_image WHERE card = $1'
  const inRealm = (who: Subject) =>
    bureau.parts.core.store.run(
      sealedSubject(bureau.parts.core, who, now),
      { realm: MINORS, readOnly: true },
      async ({ client }) => (await client.query<{ id: string }>(images, [id])).rows,
    )

  test('is reached by who has entered the realm, and its tables by no other role', async () => {
    id = await minor(bureau, 'J-1', 41)
    const [image] = await inRealm(cleo)
    expect(await inRealm(anna)).toEqual([])
    await expect(bureau.db.read(cleo, ({ client }) => client.query(images, [id]))).rejects.toMatchObject({
      code: '42501',
    })
    expect(await printOfMinor(bureau.parts.core, anna, image?.id ?? '')).toBeNull()
    expect((await printOfMinor(bureau.parts.core, cleo, image?.id ?? ''))?.length).toBeGreaterThan(1000)
    for (const who of [anna, cleo])
      expect(must(await bureau.db.read(who, (tx) => searchRecords(tx, 'general', 'P-J-1'))).items).toEqual([])
    const templates = 'SELECT 1 FROM basinet.fingerprint_template WHERE card = $1'
    expect((await bureau.db.admin.query(templates, [id])).rows).toEqual([])
    expect(await bureau.give(anna, 'juvenile-print.keep', {}, { id, rev: 3 })).toMatchObject({
      error: { code: expect.stringMatching(/realm|absent/) },
    })
  })

  test('is sought among and opened beside a mark by an examiner of the realm, under a minor’s label', async () => {
    const parent = await mark(bureau, 'M-J', 41)
    const own = await analysed(bureau, cleo, 'print-examination.begin', { mark: parent }, 41)
    const probe = await probeOf(bureau.parts, cleo, own)
    if ('problem' in probe) throw new Error(probe.problem)
    const found = await minorsLike(bureau.parts, cleo, probe.compact)
    expect(found.items[0]).toMatchObject({ card: id, number: 'J-1', finger: 1 })
    expect((await minorsLike(bureau.parts, { ...cleo, realms: [] }, probe.compact)).items).toEqual([])
    const other = await analysed(bureau, anna, 'print-examination.begin', { mark: parent }, 41)
    const exemplar = { of: { type: 'juvenile-print', id }, finger: 1 }
    expect(
      await bureau.give(anna, 'print-examination.compare', { exemplar }, { id: other, rev: 3 }),
    ).toMatchObject({ error: { code: 'print-examination.exemplar' } })
    await bureau.done(cleo, 'print-examination.compare', { exemplar }, { id: own, rev: 3 })
    expect((await read<PrintExamination>(cleo, printExamination, own))?.label.juvenile).toBe(true)
  })

  test('that ends loses its images at once and goes from every table with the next round', async () => {
    const end = { outcome: 'juvenile-order', decision: 'JC 3/2026', decidedAt: '2026-11-24T10:00:00.000Z' }
    const { pendingApproval } = await bureau.done(officer, 'juvenile-print.end', end, {
      id,
      rev: 3,
      reason: 'ordered by the court',
    })
    await bureau.done(manager, 'approval-juvenile.approve', {}, { id: pendingApproval ?? '', rev: 1 })
    expect((await bureau.db.admin.query(images, [id])).rows).toEqual([])
    now = new Date(now.getTime() + 61_000)
    await expungeDueJob(async () => undefined).run(context(officer), {})
    for (const table of ['r_juvenile_print', 'h_juvenile_print', 'search_juvenile'])
      expect(
        (await bureau.db.admin.query(`SELECT 1 FROM basinet.${table} WHERE id = $1`, [id])).rows,
      ).toEqual([])
  })
})
