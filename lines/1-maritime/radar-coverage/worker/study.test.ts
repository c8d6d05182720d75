import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { geodesicDistanceM } from '@basinet/geodesy'
import { SITE, STUDY_ASKED } from '../testing.ts'
import { readElevations } from './elevations.ts'
import type { Placed, StudyTask } from './protocol.ts'
import { runStudy } from './run.ts'
import { makeStudy } from './study.ts'

const folder = mkdtempSync(join(tmpdir(), 'basinet-terrain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const placed = (id: string, change: Partial<typeof SITE> = {}, candidate = false): Placed => ({
  id,
  candidate,
  body: { ...SITE, name: id, ...change },
})
const task = (sites: readonly Placed[], change: Partial<typeof STUDY_ASKED> = {}): StudyTask => ({
  study: { ...STUDY_ASKED, ...change },
  sites,
  terrainFolder: join(folder, 'none'),
  at: '2026-11-24T20:00:00.000Z',
})
const make = (...of: Parameters<typeof task>) => makeStudy(task(...of), () => undefined)

/** A tile of the sea with one square hill north of the radar, as an operator would lay it. */
function tile(): Uint8Array {
  const side = 1201
  const bytes = new Uint8Array(side * side * 2)
  const view = new DataView(bytes.buffer)
  // 14.30° to 14.35° north, 61.05° to 60.95° west would be over the edge: the tile ends at 61° west.
  for (let row = Math.round(0.65 * 1200); row <= Math.round(0.7 * 1200); row++)
    for (let column = Math.round(0.9 * 1200); column <= 1200; column++)
      view.setInt16(2 * (row * side + column), 900)
  return bytes
}

it('adds up: squares by count are the zone, seen and gap are the rest of each other', () => {
  const found = make([placed('a'), placed('b', { position: { lon: -61, lat: 13.8 } })])
  const sum = found.byCountKm2.reduce((a, b) => a + b, 0)
  expect(sum).toBeCloseTo(found.zoneKm2, 6)
  expect(found.seenKm2 + found.gapKm2).toBeCloseTo(found.zoneKm2, 6)
  // 1.6 by 1.2 degrees at 14 north, whose squares stand for it to a square's width.
  expect(found.zoneKm2).toBeGreaterThan(172 * 132 * 0.97)
  expect(found.zoneKm2).toBeLessThan(174 * 134 * 1.03)
  const squares = found.grid.runs.reduce((n, [, , length]) => n + length, 0)
  expect(squares * 4).toBeCloseTo(found.zoneKm2, 6)
  expect(found.sites.map((s) => s.terrain)).toEqual(['no terrain data', 'no terrain data'])
  expect(found.elevations).toEqual([])
})

it('sees no further than the horizon, and less in a rougher sea', () => {
  const [calm] = make([placed('a')]).sites
  const far = Math.max(...calm!.outline.map(([lon, lat]) => geodesicDistanceM(SITE.position, { lon, lat })))
  // 4.12 (sqrt 300 + sqrt 1) km on an earth of 4/3.
  expect(far).toBeLessThan(75_700)
  const rough = make([placed('a')], { sea: { state: 5, significantWaveM: 3 } })
  expect(rough.seenKm2).toBeLessThan(make([placed('a')]).seenKm2)
})

it('ranks candidates by gap closed per cost and finds the best for a budget', () => {
  const west = { position: { lon: -61.8, lat: 14 } }
  const found = make(
    [
      placed('standing'),
      placed('dear', { ...west, cost: 900 }, true),
      placed('cheap', { ...west, cost: 300 }, true),
      placed('unpriced', west, true),
    ],
    { budget: 400 },
  )
  expect(found.ranked.map((r) => r.name)).toEqual(['cheap'])
  expect(found.best).toMatchObject({ sites: ['cheap'], cost: 300 })
  expect(found.best!.closedKm2).toBeCloseTo(found.ranked[0]!.closedKm2, 6)
  expect(found.uncosted).toEqual(['unpriced'])
  // A candidate closes no gap by being asked about.
  expect(found.gapKm2).toBeCloseTo(make([placed('standing')]).gapKm2, 6)
})

it('takes hills and the ground under a radar from the operator’s tiles, and refuses a broken one', () => {
  writeFileSync(join(folder, 'N14W062.hgt'), tile())
  const box = { west: -62, south: 13, east: -60, north: 15 }
  const { at, names } = readElevations(folder, box)
  expect(names).toEqual(['N14W062.hgt'])
  expect(at(14.32, -61.02)).toBe(900)
  expect(at(13.5, -61.02)).toBe(null)
  const here = { position: { lon: -61.02, lat: 14.1 } }
  const seen = makeStudy({ ...task([placed('a', here)]), terrainFolder: folder }, () => undefined)
  expect(seen.sites[0]?.terrain).toBe('partly loaded')
  expect(seen.seenKm2).toBeLessThan(make([placed('a', here)]).seenKm2)
  // Its ground is the sea of the tile, so the antenna stands on its mast.
  const flat = makeStudy(
    { ...task([placed('a', { ...here, groundM: null })]), terrainFolder: folder },
    () => undefined,
  )
  expect(flat.sites[0]?.antennaM).toBe(20)
  expect(() => make([placed('a', { groundM: null })])).toThrow(/no terrain data/)
  writeFileSync(join(folder, 'N13W062.hgt'), new Uint8Array(7))
  expect(() => readElevations(folder, box)).toThrow(/N13W062.hgt: expected 1201 or 3601/)
  rmSync(join(folder, 'N13W062.hgt'))
})

it('works in a thread of its own, tells how far it is, and stops at a word', async () => {
  const told: number[] = []
  const sites = [placed('a'), placed('b')]
  const answer = await runStudy(task(sites), (done) => {
    told.push(done)
    return Promise.resolve(true)
  })
  expect(answer).toEqual({ result: make(sites) })
  expect(told).toEqual([0, 1, 2])
  expect(await runStudy(task(sites), () => Promise.resolve(false))).toBe('stopped')
  const missing = await runStudy(task([placed('a', { groundM: null })]), () => Promise.resolve(true))
  expect(missing).toMatchObject({ problem: expect.stringContaining('no terrain data') })
})
