import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedPresent } from '../../../tests/data/shared.ts'
import { sharedImage } from '../testing-prints.ts'
import { analyse } from './extract.ts'
import { extractPrint } from './print.ts'
import { ridgeCounts, ridgesBetween } from './ridge-count.ts'

const SIDE = 240

/** Straight ridges of a period, across the direction `angle`. */
function ridges(period: number, angle: number): ReturnType<typeof analyse> {
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const along = (i % SIDE) * Math.cos(angle) + Math.floor(i / SIDE) * Math.sin(angle)
    return 128 + 100 * Math.cos((2 * Math.PI * along) / period)
  })
  return analyse({ width: SIDE, height: SIDE, pixels, ppi: 500 }, 500)
}

it('counts straight ridges of any direction and period, and none along them', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 7, max: 11, noNaN: true }),
      fc.double({ min: 0, max: Math.PI, noNaN: true }),
      fc.double({ min: 40, max: 110, noNaN: true }),
      (period, angle, length) => {
        const print = ridges(period, angle)
        const middle = SIDE / 2
        const [dx, dy] = [(Math.cos(angle) * length) / 2, (Math.sin(angle) * length) / 2]
        const across = ridgesBetween(
          print,
          { x: middle - dx, y: middle - dy },
          { x: middle + dx, y: middle + dy },
        )
        const along = ridgesBetween(
          print,
          { x: middle - dy, y: middle + dx },
          { x: middle + dy, y: middle - dx },
        )
        return Math.abs(across - length / period) <= 1.6 && along <= 1
      },
    ),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 200 : 4 },
  )
})

it.runIf(sharedPresent)('counts alike in both directions on a real print', () => {
  const { template, extraction } = extractPrint(sharedImage('fvc2002/DB1_B/101_1'))
  const counts = ridgeCounts(extraction, template)
  expect(counts).toHaveLength(template.x.length)
  for (const [i, found] of counts.entries())
    for (const { neighbour, ridges: forth } of found) {
      const back = counts[neighbour]!.find((other) => other.neighbour === i)
      expect(Math.abs(forth - (back?.ridges ?? forth))).toBeLessThanOrEqual(1)
      expect(forth).toBeLessThan(30)
    }
})
