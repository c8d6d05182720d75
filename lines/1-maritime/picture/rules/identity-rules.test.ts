import { expect, test } from 'vitest'

import { engineWith, LCA_SHIP, position, rules, START_MS } from './testing/drive.ts'
import type { StaticUpdate } from './update.ts'
import { plainText } from './watch-list-rule.ts'

const here = { lon: -61.2, lat: 14, sogKn: 5, cogDeg: 0 }
const told = (fields: Partial<StaticUpdate>): StaticUpdate => ({
  mmsi: LCA_SHIP,
  atMs: START_MS,
  messageType: 5,
  station: 'SIMLCA1',
  ...fields,
})

test.each([
  ['a Saint Lucian ship', LCA_SHIP, 1, []],
  ['a number without a country', 399_123_456, 1, ['identity.mmsi-country']],
  ['a factory number', 123_456_789, 1, ['identity.mmsi-format']],
  ['a coast station as a ship', 3_430_001, 1, ['identity.mmsi-format']],
  ['a ship as an aid', LCA_SHIP, 21, ['identity.mmsi-format']],
  ['an aid as an aid', 993_439_001, 21, []],
  ['a craft of a mother ship', 983_430_001, 18, []],
  ['a rescue aircraft', 111_343_001, 9, []],
])('%s', (_name, mmsi, messageType, expected) => {
  const engine = engineWith()
  expect(rules(engine.onPosition(position({ ...here, mmsi, messageType })))).toEqual(expected)
  expect(rules(engine.onPosition(position({ ...here, mmsi, messageType, atMs: START_MS + 10_000 })))).toEqual(
    [],
  )
})

test('an IMO number with a wrong check digit, once; a right one not', () => {
  const engine = engineWith()
  // 9074729 is the worked example of IMO resolution A.1117(30).
  expect(engine.onStatic(told({ imo: 9_074_729 }))).toEqual([])
  expect(rules(engine.onStatic(told({ mmsi: LCA_SHIP + 1, imo: 9_074_728 })))).toEqual([
    'identity.imo-check-digit',
  ])
  expect(engine.onStatic(told({ mmsi: LCA_SHIP + 1, imo: 9_074_728, atMs: START_MS + 360_000 }))).toEqual([])
})

test('one IMO number on two MMSIs within a day', () => {
  const engine = engineWith()
  engine.onStatic(told({ imo: 9_074_729, name: 'FIRST' }))
  const alerts = engine.onStatic(told({ mmsi: 352_900_001, imo: 9_074_729, atMs: START_MS + 3_600_000 }))
  expect(rules(alerts)).toEqual(['identity.imo-shared'])
  expect(alerts[0]).toMatchObject({
    otherMmsi: LCA_SHIP,
    why: { params: { imo: 9_074_729, otherMmsi: LCA_SHIP, otherName: 'FIRST' } },
  })
  const later = engineWith()
  later.onStatic(told({ imo: 9_074_729 }))
  expect(
    later.onStatic(told({ mmsi: 352_900_001, imo: 9_074_729, atMs: START_MS + 2 * 86_400_000 })),
  ).toEqual([])
})

test('what changes in the static data: each field, with before and after', () => {
  const engine = engineWith()
  engine.onStatic(told({ name: 'ZANDOLI', callSign: 'J6AA1', shipType: 70, lengthM: 80, beamM: 12 }))
  expect(engine.onStatic(told({ name: 'ZANDOLI', atMs: START_MS + 1 }))).toEqual([])
  expect(engine.onStatic(told({ lengthM: 84, atMs: START_MS + 2 }))).toEqual([])
  const alerts = engine.onStatic(
    told({ name: 'KOLIBRI', callSign: 'J8BB2', shipType: 80, lengthM: 140, beamM: 20, atMs: START_MS + 3 }),
  )
  expect(
    alerts.map((a) => [a.why.params['field'], a.why.params['before'], a.why.params['after'], a.severity]),
  ).toEqual([
    ['callSign', 'J6AA1', 'J8BB2', 'warning'],
    ['name', 'ZANDOLI', 'KOLIBRI', 'info'],
    ['shipType', 70, 80, 'info'],
    ['lengthM', 84, 140, 'warning'],
    ['beamM', 12, 20, 'warning'],
  ])
  expect(alerts[0]!.subject).toEqual({ mmsi: LCA_SHIP, name: 'ZANDOLI' })
})

const entry = {
  id: 'w1',
  mmsi: null,
  imo: null,
  callSign: null,
  name: null,
  severity: 'critical',
  expiresAtMs: START_MS + 86_400_000,
} as const

test('the watch list finds a number at once, and a name, call sign or IMO when it is told', () => {
  const byNumber = engineWith({ watchList: [{ ...entry, mmsi: LCA_SHIP }] }).onPosition(position(here))
  expect(byNumber).toMatchObject([
    {
      rule: 'watch-list.match',
      severity: 'critical',
      watchListEntryId: 'w1',
      why: { params: { field: 'mmsi', value: String(LCA_SHIP) } },
    },
  ])
  for (const [field, item, say] of [
    ['name', { name: 'Bèl  Zandoli' }, { name: 'BEL ZANDOLI' }],
    ['callSign', { callSign: 'j6 aa1' }, { callSign: 'J6AA1' }],
    ['imo', { imo: 9_074_729 }, { imo: 9_074_729 }],
  ] as const) {
    const engine = engineWith({ watchList: [{ ...entry, ...item }] })
    expect(engine.onPosition(position(here))).toEqual([])
    expect(engine.onStatic(told(say))).toMatchObject([
      { rule: 'watch-list.match', why: { params: { field } } },
    ])
    expect(engine.onStatic(told({ ...say, atMs: START_MS + 360_000 }))).toEqual([])
  }
})

test('an expired entry matches nothing; a new entry finds a vessel already in sight', () => {
  const old = engineWith({ watchList: [{ ...entry, mmsi: LCA_SHIP, expiresAtMs: START_MS }] })
  expect(old.onPosition(position(here))).toEqual([])
  const engine = engineWith()
  engine.onPosition(position(here))
  engine.configure({ areas: [], watchList: [{ ...entry, mmsi: LCA_SHIP }] })
  expect(rules(engine.tick(START_MS + 1000))).toEqual(['watch-list.match'])
  engine.configure({ areas: [], watchList: [{ ...entry, mmsi: LCA_SHIP }] })
  expect(engine.tick(START_MS + 2000)).toEqual([])
})

test('plain text for comparing', () => {
  expect(plainText('Bèl-Zandoli II')).toBe('BELZANDOLIII')
})

test('two units under one number, telling their names in turn, are told of once each way', () => {
  const engine = engineWith()
  const alerts = Array.from({ length: 30 }, (_, n) =>
    engine.onStatic(told({ name: n % 2 === 0 ? 'ONE' : 'OTHER', atMs: START_MS + n * 360_000 })),
  ).flat()
  expect(alerts.map((a) => a.why.params['after'])).toEqual(['OTHER', 'ONE'])
})
