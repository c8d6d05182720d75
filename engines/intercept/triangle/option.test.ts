import { geodesicDirect, nmToM, preparePolygon, type MovingPoint } from '@basinet/geodesy'
import { describe, expect, it } from 'vitest'
import { assignAssets } from './assign-assets.ts'
import { bestAim, cloudOf, meetableShare, overtakeSeconds, reachableRing } from './cloud.ts'
import { optionFor, rankOptions, type Asset, type Circumstances } from './option.ts'
import { speedInSea } from './sea-state.ts'
import { zonePassages } from './zones.ts'

const base = { lon: -61, lat: 14 }
const target: MovingPoint = {
  position: geodesicDirect(base, 90, nmToM(30)).position,
  courseDeg: 270,
  speedKn: 20,
}
const boat: Asset = {
  id: 'boat',
  position: base,
  base,
  speeds: [
    { seaState: 3, speedKn: 40 },
    { seaState: 5, speedKn: 20 },
  ],
  enduranceSeconds: 6 * 3600,
  readySeconds: 0,
  rangeM: null,
  nightCapable: true,
  afloat: true,
}
const square = preparePolygon({
  type: 'Polygon',
  coordinates: [
    [
      [-61.1, 13.9],
      [-60.8, 13.9],
      [-60.8, 14.1],
      [-61.1, 14.1],
      [-61.1, 13.9],
    ],
  ],
})
if (!square.ok) throw new Error('BUG: a square')
const zones = [{ id: 'territorial', area: square.value }]
const noon: Circumstances = {
  atMs: Date.parse('2026-11-24T16:00:00Z'),
  seaState: 2,
  onSceneSeconds: 3600,
  reserve: 0.2,
  zones,
  authority: (_, at) => (at.includes('territorial') ? 'granted' : 'unknown'),
}

describe('an option', () => {
  it('is the speed of the mildest row that bears the sea; beyond the last row the asset stays', () => {
    expect([0, 3, 4, 5, 6].map((s) => speedInSea(boat.speeds, s))).toEqual([40, 40, 20, 20, null])
    expect(optionFor(boat, target, { ...noon, seaState: 6 }).obstacles).toEqual(['sea-state'])
  })

  it('is taskable where the nation has authority, and never where it is not known', () => {
    // 60 kn closing from 30 miles: half an hour, 20 miles out, outside the square.
    const far = optionFor(boat, target, noon)
    expect(far.meeting?.seconds).toBeCloseTo(1800, 0)
    expect(far).toMatchObject({ obstacles: ['authority-unknown'], feasible: false, taskable: false })
    // A slower boat meets it closer in, inside.
    const near = optionFor({ ...boat, speeds: [{ seaState: 3, speedKn: 8 }] }, target, noon)
    expect(near).toMatchObject({ zones: ['territorial'], authority: 'granted', taskable: true, light: 'day' })
    const ask = optionFor(boat, target, { ...noon, authority: () => 'ask' })
    expect(ask).toMatchObject({ feasible: true, taskable: false })
  })

  it('counts out, on scene and home against the endurance with its reserve', () => {
    const at = (enduranceSeconds: number) => optionFor({ ...boat, enduranceSeconds }, target, noon)
    // Half an hour out, an hour there, half an hour home.
    expect(at(10_000).marginSeconds).toBeCloseTo(10_000 * 0.8 - 7200, -1)
    expect(at(8_900).obstacles).toContain('endurance')
    expect(at(9_100).obstacles).not.toContain('endurance')
  })

  it('is barred by night, range and land only where they bar it', () => {
    const midnight = {
      ...noon,
      atMs: Date.parse('2026-11-24T04:00:00Z'),
      authority: () => 'granted' as const,
    }
    const craft = { ...boat, nightCapable: false, rangeM: nmToM(10) }
    expect(optionFor(craft, target, { ...midnight, way: () => null })).toMatchObject({
      obstacles: ['range', 'night', 'land'],
      landChecked: true,
    })
    expect(optionFor(boat, target, midnight)).toMatchObject({ obstacles: [], landChecked: false })
  })

  it('ranks what may go before what must ask before what cannot', () => {
    const granted = { ...noon, authority: () => 'granted' as const }
    const slow = optionFor({ ...boat, id: 'slow', speeds: [{ seaState: 9, speedKn: 25 }] }, target, granted)
    const fast = optionFor({ ...boat, id: 'fast' }, target, granted)
    const asks = optionFor({ ...boat, id: 'asks' }, target, { ...noon, authority: () => 'ask' })
    const barred = optionFor({ ...boat, id: 'barred' }, target, noon)
    const stuck = optionFor({ ...boat, id: 'stuck' }, target, { ...granted, seaState: 9 })
    expect(rankOptions([stuck, barred, asks, slow, fast]).map((o) => o.asset)).toEqual([
      'fast',
      'slow',
      'asks',
      'barred',
      'stuck',
    ])
  })
})

it('tells when a target enters and leaves a zone', () => {
  const passages = zonePassages(zones, target, 3 * 3600)
  expect(passages.map((p) => p.entering)).toEqual([true, false])
  expect(passages[0]?.position.lon).toBeCloseTo(-60.8, 6)
  // 0.2 degrees of longitude at 14 N are 11.65 miles.
  expect(passages[0]?.seconds).toBeCloseTo(((30 - 11.65) / 20) * 3600, -2)
})

it('gives each target one asset so that most are met, soonest in sum', () => {
  // Greedy would send asset 0 to target 0 (1) and leave target 1, which only asset 0 can meet.
  const table: (number | null)[][] = [
    [1, 2],
    [4, null],
  ]
  const plan = assignAssets(2, 2, (asset, t) => table[asset]![t]!)
  expect(plan).toEqual([
    { asset: 1, target: 0, cost: 4 },
    { asset: 0, target: 1, cost: 2 },
  ])
  expect(assignAssets(1, 2, (_, t) => [5, 3][t]!)).toEqual([{ asset: 0, target: 1, cost: 3 }])
  expect(assignAssets(2, 1, () => null)).toEqual([])
  expect(assignAssets(0, 3, () => 1)).toEqual([])
})

describe('an uncertain target', () => {
  let seed = 1 + (Number(process.env['BASINET_SEED'] ?? Date.now()) % 100_000)
  const seedShown = seed
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const known = {
    position: target.position,
    positionSigmaM: 1000,
    courseDeg: 270,
    courseSigmaDeg: 10,
    speedKn: 20,
    speedSigmaKn: 3,
    speedMaxKn: 25,
  }

  it(`is met where most of its cloud will be (seed ${seedShown})`, () => {
    const cloud = cloudOf(known, 800, random)
    expect(cloud.every((p) => p.speedKn >= 0 && p.speedKn <= 25)).toBe(true)
    const chaser = { position: base, speedKn: 40, readySeconds: 0 }
    const share = meetableShare(chaser, cloud, 2700)
    expect(share).toBeGreaterThan(0.9)
    expect(meetableShare(chaser, cloud, 600)).toBe(0)
    const wide = bestAim(chaser, cloud, nmToM(6), 2700)!
    const narrow = bestAim(chaser, cloud, nmToM(1), 2700)!
    expect(wide.probability).toBeGreaterThan(narrow.probability)
    expect(narrow.probability).toBeGreaterThan(0.02)
    expect(wide.probability).toBeGreaterThan(0.8)
    expect(bestAim(chaser, cloud, nmToM(6), 60)).toBeNull()
  })

  it('is somewhere within start circle plus top speed times time', () => {
    const ring = reachableRing(base, 500, 30, 3600)
    expect(ring).toHaveLength(72)
    const east = ring[18]!
    expect(geodesicDirect(base, 90, 500 + nmToM(30)).position.lon).toBeCloseTo(east.lon, 9)
    expect(overtakeSeconds(nmToM(9), nmToM(1), 30, 40)).toBeCloseTo(3600, 6)
    expect(overtakeSeconds(1, 1, 40, 40)).toBeNull()
  })
})
