import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Alert } from '../rules/alert.ts'
import { alertOf } from '../testing/alert.ts'
import { ALONE_PER_HOUR, createAlertQueue, type AlertBatch, type AlertQueue } from './alert-queue.ts'

const seed = Number(process.env['BASINET_SEED'] ?? process.pid)
const queueOf = (aloneMax: number): AlertQueue =>
  createAlertQueue({ aloneMax, stormMs: 1000, nowMs: () => 0 })

/** How often each vessel was told of, alone or in a storm, and what was only counted. */
function told(batches: readonly AlertBatch[]): { vessels: Map<string, number>; unnamed: number } {
  const vessels = new Map<string, number>()
  const tell = (rule: string, mmsi: number, times: number): void => {
    const key = `${rule} ${mmsi}`
    vessels.set(key, (vessels.get(key) ?? 0) + times)
  }
  let unnamed = 0
  for (const { alerts, storms } of batches) {
    for (const { alert, times } of alerts) tell(alert.rule, alert.subject.mmsi, times)
    for (const storm of storms) {
      for (const v of storm.vessels) tell(storm.rule, v.mmsi, v.times)
      unnamed += storm.unnamed
    }
  }
  return { vessels, unnamed }
}

test('whatever is put in comes out, alone or together, as often as it was put in', () => {
  const alerts = fc.array(
    fc.record({
      mmsi: fc.integer({ min: 1, max: 30 }),
      rule: fc.constantFrom('area.entry' as const, 'track.silence' as const),
      areaId: fc.constantFrom(null, 'a', 'b'),
      take: fc.boolean(),
    }),
    { maxLength: 400 },
  )
  fc.assert(
    fc.property(alerts, fc.integer({ min: 0, max: 20 }), (list, aloneMax) => {
      const queue = queueOf(aloneMax)
      const batches: AlertBatch[] = []
      const given = new Map<string, number>()
      for (const { mmsi, rule, areaId, take } of list) {
        queue.add(alertOf({ rule, areaId, subject: { mmsi, name: null } }))
        given.set(`${rule} ${mmsi}`, (given.get(`${rule} ${mmsi}`) ?? 0) + 1)
        if (take) batches.push(queue.take(3, 2000))
      }
      batches.push(queue.takeAll())
      expect(told(batches)).toEqual({ vessels: given, unnamed: 0 })
      expect(queue.size).toBe(0)
    }),
    { seed, numRuns: 200 },
  )
})

test('the same on the same vessel waits once, with its number', () => {
  const queue = queueOf(10)
  for (let i = 0; i < 7; i++) queue.add(alertOf({ atMs: i * 1000 }))
  expect(queue.take(10, 0)).toMatchObject({ alerts: [{ times: 7, lastAtMs: 6000 }], storms: [] })
})

test('two safety texts of a station are two alerts, and the hundredth of an hour is told with others', () => {
  const queue = queueOf(1000)
  const text = (words: string): Alert =>
    alertOf({ rule: 'safety.text', distress: true, why: { key: 'k', params: { text: words } } })
  for (let i = 0; i < 100; i++) queue.add(text(`TEXT ${i}`))
  const { alerts, storms } = queue.takeAll()
  expect(alerts).toHaveLength(ALONE_PER_HOUR)
  expect(storms).toHaveLength(1)
  expect(storms[0]?.vessels.map((v) => v.text)).toEqual(
    Array.from({ length: 100 - ALONE_PER_HOUR }, (_, i) => `TEXT ${i + ALONE_PER_HOUR}`),
  )
})

const MANY = process.env['BASINET_FULL'] === '1' ? 100_000 : 20_000

test(`ten alerts each of ${MANY} vessels stay within bounds and are all told of`, () => {
  const queue = queueOf(2000)
  let given = 0
  for (let round = 0; round < 10; round++)
    for (let i = 0; i < MANY; i++, given++)
      queue.add(alertOf({ areaId: `area-${i % 3}`, subject: { mmsi: 1 + i, name: null } }))
  expect(queue.size).toBeLessThan(2000 + 700)
  const { vessels, unnamed } = told([queue.takeAll()])
  expect(vessels.size).toBe(MANY)
  expect([...vessels.values()].reduce((sum, n) => sum + n, unnamed)).toBe(given)
})
