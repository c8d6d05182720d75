import { expect, test } from 'vitest'
import { validate } from '@basinet/iati'
import type { Instrument } from '../contract/instrument.ts'
import type { LedgerEntry } from '../contract/ledger-entry.ts'
import { OPENING_ENTRIES } from '../opening.ts'
import type { Published } from '@basinet/results/contract'
import { activitiesFile, organisationFile } from './publish.ts'
import { resultActivities } from './results.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const publisher = { ref: 'LC-TEST-1', name: 'Programme office', type: '10' }
const body: Instrument = {
  reference: 'LOA/1',
  kind: 'letter-of-agreement',
  purpose: 'Corrections <& "sentence management">',
  donor: 'United States',
  implementer: 'INL',
  nation: 'LCA',
  area: 'justice',
  goal: 'social-justice',
  priority: '01a20d6d-5a00-731d-9408-1fd6bc74c00f',
  account: 'INCLE',
  ceiling: '500000',
  currency: 'USD',
  performanceFrom: '2025-01-01',
  performanceUntil: '2026-12-31',
  fundsFrom: '2025-01-01',
  fundsExpire: '2026-12-31',
  deliverables: [],
  hostContributions: [],
  amendments: [],
  state: 'active',
}
const entry = (change: Partial<LedgerEntry>): { id: string; body: LedgerEntry } => {
  const [first] = OPENING_ENTRIES
  if (first === undefined) throw new Error('BUG: the opening ledger is empty')
  const source = { ...first.source, date: '2025-03-01' }
  const facts = { span: 'single', qualifier: 'exact', reference: 'D-1', amount: '125000.50' } as const
  return { id: 'x', body: { ...first, ...facts, source, corrects: null, state: 'posted', ...change } }
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('what is published is valid by our own validator, for a nation and for the region', () => {
  const entries = [
    entry({ basis: 'obligated', amount: '200000' }),
    entry({ basis: 'disbursed' }),
    entry({ basis: 'disbursed', amount: '-500' }),
    entry({ basis: 'committed' }),
    entry({ basis: 'disbursed', source: { ...entry({}).body.source, date: null } }),
  ]
  const one = { id: 'i', body, updatedAt: NOW.toISOString(), entries }
  const region = {
    ...one,
    body: {
      ...body,
      nation: null,
      reference: 'G-2',
      performanceFrom: '2027-01-01',
      performanceUntil: '2027-12-31',
    },
    entries: [],
  }
  const file = activitiesFile(publisher, [one, region], NOW)
  const found = validate(bytes(file), { now: NOW.getTime() })
  expect(found.errors.filter((e) => e.severity !== 'warning')).toEqual([])
  expect(found).toMatchObject({ valid: true, kind: 'activities', units: 2 })
  expect(file.match(/<transaction /g)).toHaveLength(3)
  expect(file).toContain('Corrections &lt;&amp; &quot;sentence management&quot;&gt;')
  const organisation = validate(bytes(organisationFile(publisher, NOW)), { now: NOW.getTime() })
  expect(organisation.errors.filter((e) => e.severity !== 'warning')).toEqual([])
  expect(organisation).toMatchObject({ valid: true, kind: 'organisations', units: 1 })
})

test('a year’s ceiling is a budget, and published results are activities of their own', () => {
  const year = { ...body, performanceFrom: '2025-01-01', performanceUntil: '2025-12-31' }
  const result = (period: string, change: Partial<Published>): Published => ({
    value: 'v',
    code: 'TRN-1',
    title: 'Officers trained',
    unit: 'persons',
    aggregation: 'sum',
    area: 'justice',
    goal: 'safety',
    nation: 'LCA',
    period,
    numerator: 12,
    denominator: null,
    cells: [],
    target: 20,
    source: 'Register <1>',
    releasedOn: '2026-01-02',
    state: 'published',
    ...change,
  })
  const results = resultActivities(
    publisher,
    [
      result('2025Q2', {}),
      result('2025Q1', { numerator: null }),
      result('2025', { code: 'TRN-2', aggregation: 'ratio', numerator: 1, denominator: 3, target: null }),
      result('2025', { area: 'borders' }),
    ],
    '2026-11-24',
  )
  const one = { id: 'i', body: year, updatedAt: NOW.toISOString(), entries: [] }
  const file = activitiesFile(publisher, [one], NOW, results)
  const found = validate(bytes(file), { now: NOW.getTime() })
  expect(found.errors.filter((e) => e.severity !== 'warning')).toEqual([])
  expect(found).toMatchObject({ valid: true, units: 3 })
  expect(file.match(/<budget /g)).toHaveLength(1)
  expect(file.match(/<period>/g)).toHaveLength(3)
  expect(file).toContain('<actual value="33.3333">')
})
