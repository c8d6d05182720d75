import { expect, it } from 'vitest'
import { createReportValve, REPORT_FIELDS } from './report-valve.ts'

const START = Date.UTC(2026, 0, 5)

it('passes on what is near a radar, each craft every four seconds', () => {
  const valve = createReportValve()
  valve.offer(1, START, -61, 14, 7)
  expect(valve.drain()).toBeNull()
  valve.coverage([[-62, 13, -60, 15]])
  for (let s = 0; s < 12; s++) {
    valve.offer(1, START + s * 1000, -61, 14, 7)
    valve.offer(2, START + s * 1000, -70, 14, 7)
  }
  const passed = valve.drain()
  expect(passed?.length).toBe(3 * REPORT_FIELDS)
  expect([...(passed ?? [])].slice(0, REPORT_FIELDS)).toEqual([1, START, -61, 14, 7])
  expect(valve.left).toBe(0)
})

it('leaves out, and counts, what is more than the fusion takes', () => {
  const valve = createReportValve()
  valve.coverage([[-180, -90, 180, 90]])
  for (let key = 1; key <= 20_000; key++) valve.offer(key, START, -61, 14, 7)
  expect(valve.drain()?.length).toBe(4000 * REPORT_FIELDS)
  expect(valve.left).toBe(16_000)
  for (let key = 1; key <= 20_000; key++) valve.offer(key, START + 5000, -61, 14, 7)
  valve.drain()
  for (let key = 4001; key <= 20_000; key++) valve.offer(key, START + 10_000, -61, 14, 7)
  expect(valve.drain()?.length).toBe(2000 * REPORT_FIELDS)
})
