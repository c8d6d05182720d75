import { expect, test } from 'vitest'
import { createMeter } from './meter.ts'

const found = (messages: number, errors = 0, stampMs: number | null = null) => ({
  messages,
  errors,
  duplicates: 0,
  clockErrors: 0,
  stampMs,
})

test('rates look back ten seconds, errors a minute', () => {
  const meter = createMeter(5000)
  for (let s = 0; s < 30; s++) meter.found(found(20, s < 15 ? 5 : 0), 100_000 + s * 1000)
  const reading = meter.read(129_500)
  expect(reading.ratePerS).toBe(20)
  expect(reading.errorRate).toBeCloseTo(75 / 675)
  expect(reading.messages).toBe(600)
  expect(meter.read(200_000).ratePerS).toBe(0)
})

test('lag is the mean of the stamped chunks, null without stamps', () => {
  const meter = createMeter(5000)
  expect(meter.read(1000).lagMs).toBeNull()
  meter.found(found(1, 0, 9000), 10_000)
  meter.found(found(1, 0, 9500), 10_100)
  expect(meter.read(10_200).lagMs).toBe(800)
})

test('a pause longer than the threshold is kept as a gap, fifty at most', () => {
  const meter = createMeter(1000)
  for (let i = 0; i < 60; i++) meter.found(found(1), i * 2000)
  meter.found(found(0, 3), 500_000)
  const { gaps, lastAt } = meter.read(500_000)
  expect(gaps).toHaveLength(50)
  expect(gaps.at(-1)).toEqual([116_000, 118_000])
  expect(lastAt).toBe(118_000)
})
