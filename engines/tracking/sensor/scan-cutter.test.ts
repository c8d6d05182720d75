import { expect, it } from 'vitest'
import { ScanCutter } from './scan-cutter.ts'
import type { RadarSite, Scan } from './site.ts'

const site = (id: string, scanSeconds: number, offsetSeconds: number): RadarSite => ({
  id,
  x: 0,
  y: 0,
  rangeM: 1000,
  sigmaRangeM: 10,
  sigmaBearingRad: 0.01,
  scanSeconds,
  offsetSeconds,
})

function cut(plots: readonly [radar: number, t: number][]): [number, number, number, boolean][] {
  const out: [number, number, number, boolean][] = []
  const cutter = new ScanCutter([site('A', 3, 0), site('B', 3, 1)], (scan: Scan, late) =>
    out.push([scan.radar, scan.t, scan.plots.length, late]),
  )
  for (const [radar, t] of plots) cutter.push(radar, { t, range: 1, bearing: 0 })
  cutter.end()
  return out
}

it('gives out each revolution in time, empty ones too, and late plots as they come', () => {
  expect(
    cut([
      [0, 0],
      [0, 2.9],
      [1, 1.5],
      [0, 3],
      [0, 9],
      [1, 1.6],
      [1, 10],
    ]),
  ).toEqual([
    [0, 0, 2, false],
    [1, 1.5, 1, false],
    [0, 3, 1, false],
    [1, 4, 0, false],
    [0, 6, 0, false],
    [1, 1.6, 1, true],
    [1, 7, 0, false],
    [0, 9, 1, false],
    [1, 10, 1, false],
  ])
})

it('takes the time of plots that bear one, else the end of their revolution', () => {
  const times = (plots: readonly number[]): [number, number][] => {
    const out: [number, number][] = []
    const cutter = new ScanCutter([site('A', 3, 0)], ({ t }, _late, complete) => out.push([t, complete]))
    for (const t of plots) cutter.push(0, { t, range: 1, bearing: 0 })
    cutter.end()
    return out
  }
  expect(times([0.02, 0.02, 3.03, 3.03])).toEqual([
    [0.02, 0.02],
    [3.03, 3.03],
  ])
  expect(times([0.5, 2.5, 3.5, 4])).toEqual([
    [0, 3],
    [3, 6],
  ])
})

it('gives nothing for nothing', () => {
  expect(cut([])).toEqual([])
})
