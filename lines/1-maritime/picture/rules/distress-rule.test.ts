import { expect, test } from 'vitest'

import { engineWith, LCA_SHIP, position, rules, START_MS } from './testing/drive.ts'

const here = { lon: -61.25, lat: 13.76, sogKn: 1, cogDeg: 270 }

test.each([
  [970_990_001, 14, 'distress.sart', true],
  [972_990_001, 14, 'distress.mob', true],
  [974_990_001, 14, 'distress.epirb', true],
  [970_990_001, 0, 'distress.sart', true],
  [970_990_001, 15, 'distress.test', false],
  [LCA_SHIP, 14, 'distress.status', true],
])('%d with status %d is %s', (mmsi, navStatus, rule, distress) => {
  const alerts = engineWith().onPosition(position({ ...here, mmsi, navStatus }))
  expect(alerts.map((a) => [a.rule, a.distress])).toEqual([[rule, distress]])
  expect(alerts[0]!.severity).toBe(distress ? 'critical' : 'warning')
})

test('a call without a position is a call', () => {
  const alerts = engineWith().onPosition(position({ mmsi: 974_990_001, navStatus: 14 }))
  expect(alerts).toMatchObject([
    { rule: 'distress.epirb', position: null, why: { key: 'picture.alert.distress.epirb.no-position' } },
  ])
})

test('said once while it goes on, again each hour, and anew after a pause', () => {
  const engine = engineWith()
  const alerts = Array.from({ length: 150 }, (_, n) =>
    engine.onPosition(position({ ...here, mmsi: 970_990_001, navStatus: 14, atMs: START_MS + n * 60_000 })),
  ).flat()
  expect(alerts.map((a) => (a.atMs - START_MS) / 60_000)).toEqual([0, 60, 120])
  expect(new Set(alerts.map((a) => a.episode)).size).toBe(3)
  const again = engine.onPosition(
    position({ ...here, mmsi: 970_990_001, navStatus: 14, atMs: START_MS + 180 * 60_000 }),
  )
  expect(rules(again)).toEqual(['distress.sart'])
})

test('a test that turns into a call is a call', () => {
  const engine = engineWith()
  engine.onPosition(position({ ...here, mmsi: 970_990_001, navStatus: 15 }))
  expect(
    rules(engine.onPosition(position({ ...here, mmsi: 970_990_001, navStatus: 14, atMs: START_MS + 2000 }))),
  ).toEqual(['distress.sart'])
})

const text = {
  mmsi: 970_990_001,
  atMs: START_MS,
  messageType: 14,
  text: 'SART ACTIVE',
  station: 'SIMLCA1',
} as const

test('safety texts: an alarm each, the same words once an hour, tests said as tests', () => {
  const engine = engineWith()
  expect(engine.onText(text)).toMatchObject([
    {
      rule: 'distress.text',
      distress: true,
      why: { key: 'picture.alert.distress.text.broadcast', params: { text: 'SART ACTIVE' } },
    },
  ])
  expect(engine.onText({ ...text, atMs: START_MS + 4 * 60_000 })).toEqual([])
  expect(rules(engine.onText({ ...text, atMs: START_MS + 61 * 60_000 }))).toEqual(['distress.text'])
  expect(engine.onText({ ...text, text: 'SART TEST' })).toMatchObject([
    { rule: 'distress.test', distress: true, severity: 'warning' },
  ])
  expect(engine.onText({ ...text, messageType: 12, text: 'MAYDAY', destMmsi: 3_430_001 })).toMatchObject([
    { why: { key: 'picture.alert.distress.text.addressed' } },
  ])
  expect(rules(engine.onText({ ...text, text: 'PROTESTING CREW' }))).toEqual(['distress.text'])
})

const say = (words: string, mmsi: number = LCA_SHIP): (string | boolean)[] =>
  engineWith()
    .onText({ ...text, mmsi, text: words })
    .flatMap((a) => [a.rule, a.severity, a.distress])

test.each([
  'MAYDAY TAKING WATER',
  'PAN-PAN PAN-PAN',
  'PIDO AUXILIO',
  'HOMME A LA MER',
  'BRAND AAN BOORD',
  'ti bato a ka koule, sos',
])('%s is a call for help', (words) => {
  expect(say(words)).toEqual(['distress.text', 'critical', true])
})

test('any other text is the same alarm, of less gravity', () => {
  expect(say('GUD PM 2U N HAPI NEW YIR')).toEqual(['safety.text', 'warning', true])
  expect(say('PROTESTING CREW')).toEqual(['safety.text', 'warning', true])
})

test('whatever a survival device says is a call, unless it says that it tests', () => {
  expect(say('GOOD EVENING', 970_990_001)).toEqual(['distress.text', 'critical', true])
  expect(say('EPIRB TEST', 974_990_001)).toEqual(['distress.test', 'warning', true])
})
