import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assistanceModule } from '@basinet/assistance'
import { vettingStanding, type VettingResult } from '@basinet/assistance/contract'
import { dialogueModule, dialogueNeeds } from '@basinet/dialogue'
import { fundingModule } from '@basinet/funding'
import { must, type CommandReceipt, type Result, type Subject } from '@basinet/kernel/contract'
import { executeCommand, listRecords, readRecord } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { oversightModule } from '@basinet/oversight'
import { projectsModule } from '@basinet/projects'
import { fundsOf, standingOf, type Contribution, type Project } from '@basinet/projects/contract'
import { sampleOf } from '../../programme/oversight/sample.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const maker = testSubject({
  roles: ['officer', 'programme-officer', 'vetting-coordinator'],
  purpose: 'programme',
})
const checker = testSubject({ roles: ['officer', 'programme-controller'], purpose: 'programme' })
const auditor = testSubject({ roles: ['officer', 'auditor'], purpose: 'oversight' })
let db: TestStore

beforeAll(async () => {
  const modules = [
    dialogueModule(),
    fundingModule(),
    assistanceModule(),
    projectsModule(),
    oversightModule(() => db.core),
  ]
  db = await openTestStore({ modules, now: () => NOW })
}, 120_000)
afterAll(async () => {
  await db?.close()
})

async function give(
  who: Subject,
  name: string,
  input: object,
  on?: string,
  reason?: string,
): Promise<Result<CommandReceipt>> {
  const decl = db.core.registry.binding(name)?.record
  const record =
    on === undefined || decl === undefined ? null : await db.read(who, (tx) => readRecord(tx, decl, on))
  return executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    ...(on === undefined ? {} : { recordId: on, expectedRev: record?.rev ?? 1 }),
    ...(reason === undefined ? {} : { reason }),
    input,
  })
}
const approve = (asked: Result<CommandReceipt>): Promise<Result<CommandReceipt>> =>
  give(checker, 'approval.approve', {}, must(asked).pendingApproval ?? '')
const body = async (type: string, id: string): Promise<Record<string, unknown>> => {
  const decl = db.core.registry.record(type)
  if (decl === undefined) throw new Error(`no ${type}`)
  return (await db.read(maker, (tx) => readRecord(tx, decl, id)))?.body as Record<string, unknown>
}
const all = async <T>(type: string): Promise<T[]> => {
  const decl = db.core.registry.record(type)
  if (decl === undefined) throw new Error(`no ${type}`)
  return must(await db.read(maker, (tx) => listRecords<T>(tx, decl, { limit: 500 }))).items.map((r) => r.body)
}

test('what is owed is due, shown to the nation, and done only on evidence two people saw', async () => {
  const owed = {
    kind: 'commitment',
    text: 'Name a liaison officer',
    meeting: null,
    priority: null,
    owes: 'LCA',
    owedTo: 'IMPACS',
    office: 'Ministry of National Security',
    due: '2026-11-20',
  }
  expect(await give(maker, 'dialogue-item.record', { ...owed, owedTo: 'LCA' })).toMatchObject({
    error: { code: 'dialogue-item.self' },
  })
  const made = must(await give(maker, 'dialogue-item.record', owed))
  expect(await dialogueNeeds(db.core, maker)).toMatchObject([{ severity: 'critical' }])
  const completion = { what: 'Letter of appointment', on: '2026-11-23', record: null }
  const asked = await give(maker, 'dialogue-item.complete', { completion }, made.recordId)
  expect(await body('dialogue-item', made.recordId)).toMatchObject({ state: 'open' })
  must(await approve(asked))
  expect(await body('dialogue-item', made.recordId)).toMatchObject({ state: 'done', completion })
  expect(await dialogueNeeds(db.core, maker)).toEqual([])
})

test('a paper goes to the nations its label takes, and never under a lower class', async () => {
  const draft = { name: 'Radar options', author: 'Coast Watch', meeting: null, summary: 'Three sites' }
  const made = must(await give(maker, 'dialogue-paper.draft', draft))
  const lower = await give(
    maker,
    'dialogue-paper.circulate',
    { circulation: 'official', nations: ['BRB'] },
    made.recordId,
  )
  expect(await approve(lower)).toMatchObject({ error: { code: 'dialogue-paper.class' } })
  must(
    await approve(
      await give(
        maker,
        'dialogue-paper.circulate',
        { circulation: 'restricted', nations: ['BRB', 'VCT'] },
        made.recordId,
      ),
    ),
  )
  const decl = db.core.registry.record('dialogue-paper')!
  const kept = await db.read(maker, (tx) => readRecord(tx, decl, made.recordId))
  expect(kept?.label).toMatchObject({ class: 'restricted', releaseTo: ['BRB', 'VCT'] })
})

test('the public priorities and meetings open the dialogue once', async () => {
  must(await approve(await give(maker, 'dialogue-priority.open-dialogue', {})))
  expect(await all('dialogue-priority')).toHaveLength(6)
  expect(await all('dialogue-meeting')).toHaveLength(3)
  expect(await approve(await give(maker, 'dialogue-priority.open-dialogue', {}))).toMatchObject({
    error: { code: 'dialogue-priority.opened' },
  })
})

test('St. Jude: loans and pledges apart from money received, and no baseline invented', async () => {
  must(await approve(await give(maker, 'capital-project.open-projects', {})))
  const [plan] = await all<Project>('capital-project')
  const contributions = await all<Contribution>('project-contribution')
  const funds = fundsOf(contributions)
  expect(funds.find((f) => f.form === 'loan')).toMatchObject({
    promised: '75000000',
    received: null,
    currency: 'USD',
  })
  expect(funds.find((f) => f.form === 'pledge')).toMatchObject({ promised: '300000', currency: null })
  expect(funds.find((f) => f.form === 'not-stated')).toMatchObject({ promised: null, untold: 1 })
  expect(standingOf(plan!, [], [], '2026-11-24')).toMatchObject({
    costVariance: null,
    costWhy: 'no-baseline',
    scheduleDays: null,
    scheduleWhy: 'no-baseline',
  })
})

test('works: a delay keeps its reason, variance is of like currency against the first plan', async () => {
  const plan = {
    name: 'Pier',
    nation: 'LCA',
    place: 'Vieux Fort',
    about: 'A pier for patrol boats',
    area: 'maritime',
    goal: 'trafficking',
    priority: null,
    plannedStart: '2026-01-01',
    plannedFinish: '2026-06-30',
    plannedCost: '100000',
    currency: 'USD',
    source: 'Works order 7',
  }
  const made = must(await give(maker, 'capital-project.register', plan))
  const project = made.recordId
  const stone = must(
    await give(maker, 'project-milestone.plan', { project, name: 'Handed over', planned: '2026-06-30' }),
  )
  must(
    await give(
      maker,
      'project-milestone.expect',
      { expected: '2026-07-30' },
      stone.recordId,
      'swell damaged the piles',
    ),
  )
  expect(await body('project-milestone', stone.recordId)).toMatchObject({
    expected: '2026-07-30',
    delays: [{ from: '2026-06-30', to: '2026-07-30', reason: 'swell damaged the piles' }],
  })
  const contract = {
    project,
    reference: 'C-1',
    contractor: 'Builder',
    scope: 'All',
    amount: '95000',
    currency: 'USD',
    signed: '2026-01-10',
    finish: '2026-06-30',
  }
  must(await approve(await give(maker, 'project-contract.sign', contract)))
  const decl = db.core.registry.record('project-contract')!
  const [signed] = must(await db.read(maker, (tx) => listRecords(tx, decl, {}))).items
  const longer = { on: '2026-05-01', amount: '12500.50' }
  must(await approve(await give(maker, 'project-contract.vary', longer, signed?.id, 'longer piles')))
  const standing = standingOf(
    { ...plan, state: 'under-way' } as Project,
    await all('project-milestone'),
    await all('project-contract'),
    '2026-11-24',
  )
  expect(standing).toMatchObject({ costVariance: '7500.50', scheduleDays: 30, late: 1 })
})

const RULE = '22 U.S.C. 2378d'
test('equipment is handed over only to a unit that is cleared under the donor’s rule, and the refusal says why', async () => {
  const request = {
    reference: 'A-1',
    kind: 'equipment-grant',
    what: 'Two radios',
    nation: 'LCA',
    unit: 'Marine Unit',
    requestedBy: 'Commissioner',
    requestedOn: '2026-10-01',
    area: 'maritime',
    goal: 'trafficking',
    priority: randomUUID(),
  }
  const made = must(await give(maker, 'assistance.request', request))
  const agreed = {
    donor: 'United States',
    terms: 'As in the letter of agreement',
    rule: RULE,
    instrument: null,
    from: '2026-10-05',
    until: null,
    sustainmentCost: '1200',
    sustainmentCurrency: 'XCD',
    sustainmentPayer: 'Saint Lucia',
  }
  must(await approve(await give(maker, 'assistance.agree', { agreed }, made.recordId)))
  const handOver = { on: '2026-11-24', givenBy: 'Embassy', receivedBy: 'Marine Unit', paper: 'Receipt 12' }
  const attempt = async (): Promise<Result<CommandReceipt>> =>
    approve(await give(maker, 'assistance.hand-over', { handOver }, made.recordId))
  expect(await attempt()).toMatchObject({ error: { code: 'assistance.vetting-none' } })
  const unit = {
    of: 'unit',
    subject: 'Marine Unit',
    unit: 'Marine Unit',
    nation: 'LCA',
    donor: 'United States',
    rule: RULE,
    reference: 'V-9',
    submitted: '2026-10-02',
  }
  const vetting = must(await give(maker, 'vetting-result.submit', unit))
  expect(await attempt()).toMatchObject({ error: { code: 'assistance.vetting-submitted' } })
  must(
    await approve(
      await give(
        maker,
        'vetting-result.clear',
        { decided: '2026-10-20', until: '2027-10-20' },
        vetting.recordId,
      ),
    ),
  )
  must(await give(maker, 'vetting-result.suspend', { decided: '2026-11-01' }, vetting.recordId))
  expect(await attempt()).toMatchObject({ error: { code: 'assistance.vetting-suspended' } })
  must(
    await approve(
      await give(
        maker,
        'vetting-result.clear',
        { decided: '2026-11-20', until: '2027-11-20' },
        vetting.recordId,
      ),
    ),
  )
  must(await attempt())
  must(
    await give(
      maker,
      'assistance.check-use',
      { on: '2026-11-24', by: 'Embassy', found: 'in-use', note: null },
      made.recordId,
    ),
  )
  must(await give(maker, 'assistance.close', { result: 'Both boats report' }, made.recordId))
  expect(await body('assistance', made.recordId)).toMatchObject({
    state: 'closed',
    handOver,
    endUse: [{ found: 'in-use' }],
  })
})

test('vetting releases on a day between decision and term, and never where a later decision is otherwise', () => {
  const asked = { subject: 'U', donor: 'D', rule: RULE }
  const result = (change: Partial<VettingResult>): VettingResult => ({
    of: 'unit',
    subject: 'U',
    unit: 'U',
    nation: 'LCA',
    donor: 'D',
    rule: RULE,
    reference: 'r',
    submitted: '2026-01-01',
    decided: '2026-02-01',
    until: '2026-12-31',
    state: 'cleared',
    ...change,
  })
  const state = (results: VettingResult[], day = '2026-06-01', rule: string | null = RULE): string =>
    vettingStanding(results, { ...asked, rule }, day).state
  expect(state([])).toBe('none')
  expect(state([], '2026-06-01', null)).toBe('not-needed')
  expect(state([result({})])).toBe('cleared')
  expect(state([result({})], '2027-01-01')).toBe('expired')
  expect(state([result({}), result({ state: 'rejected', decided: '2026-03-01', until: null })])).toBe(
    'rejected',
  )
  expect(state([result({}), result({ state: 'submitted', decided: null, until: null })])).toBe('cleared')
  expect(state([result({ rule: 'another' })])).toBe('none')
})

test('a sample is the same for the same seed, without return, and finds its auditor’s closure', async () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 60 }), fc.string(), fc.nat(40), (ids, seed, size) => {
      const drawn = sampleOf(ids, seed, size)
      expect(sampleOf(ids.toReversed(), seed, size)).toEqual(drawn)
      expect(new Set(drawn).size).toBe(Math.min(size, ids.length))
    }),
  )
  must(await give(auditor, 'audit-engagement.open-oversight', {}))
  const [recommended] = await all<{ recommendation: string; engagement: string }>('audit-finding')
  expect(recommended?.recommendation).not.toBe('')
  const planned = must(
    await give(auditor, 'audit-engagement.plan', {
      reference: 'AU-1',
      name: 'Projects',
      auditor: 'Audit office',
      scope: 'Works',
      from: '2026-11-01',
      until: '2026-12-01',
    }),
  )
  must(
    await give(
      auditor,
      'audit-engagement.draw',
      { population: 'capital-project', seed: 'seed 1', size: 1 },
      planned.recordId,
    ),
  )
  expect(await body('audit-engagement', planned.recordId)).toMatchObject({
    samples: [{ populationSize: 2, chosen: [expect.any(String)] }],
    state: 'field-work',
  })
  const found = must(
    await give(auditor, 'audit-finding.record', {
      engagement: planned.recordId,
      record: null,
      criterion: 'A source',
      condition: 'None',
      recommendation: 'Name one',
      due: null,
    }),
  )
  must(await give(maker, 'audit-finding.answer', { response: 'Named', due: '2026-12-31' }, found.recordId))
  expect(await give(maker, 'audit-finding.close', { closure: 'ours' }, found.recordId)).toMatchObject({
    ok: false,
  })
  must(await give(auditor, 'audit-finding.close', { closure: 'seen' }, found.recordId))
})
