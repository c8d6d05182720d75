import { expect, test } from 'vitest'
import { reportingIntervalSeconds, type ReportingState } from './reporting-interval.ts'

test.each<[ReportingState, number]>([
  [{ station: 'A', speedKn: 0, navStatus: 1 }, 180],
  [{ station: 'A', speedKn: 3.5, navStatus: 1 }, 10],
  [{ station: 'A', speedKn: 12, navStatus: 0 }, 10],
  [{ station: 'A', speedKn: 12, navStatus: 0, turning: true }, 10 / 3],
  [{ station: 'A', speedKn: 18, navStatus: 0 }, 6],
  [{ station: 'A', speedKn: 18, navStatus: 0, turning: true }, 2],
  [{ station: 'A', speedKn: 30, navStatus: 0 }, 2],
  [{ station: 'A', speedKn: Number.NaN, navStatus: 5 }, 180],
  [{ station: 'B-carrier-sense', speedKn: 1.9 }, 180],
  [{ station: 'B-carrier-sense', speedKn: 25 }, 30],
  [{ station: 'B-sotdma', speedKn: 10 }, 30],
  [{ station: 'B-sotdma', speedKn: 20 }, 15],
  [{ station: 'B-sotdma', speedKn: 30 }, 5],
  [{ station: 'sar-aircraft', speedKn: 120 }, 10],
  [{ station: 'base', speedKn: 0 }, 10],
  [{ station: 'aid', speedKn: 0 }, 180],
  [{ station: 'burst', speedKn: 0 }, 60],
])('%j reports every %d s', (state, seconds) => {
  expect(reportingIntervalSeconds(state)).toBe(seconds)
})
