import { expect, it } from 'vitest'
import type { RadarSite } from '../sensor/site.ts'
import { steady, weaver } from '../testing/craft.ts'
import { Random } from '../testing/random.ts'
import { SystemTracker } from '../cooperative/system.ts'
import { fuse, type LineagedTrack } from './lineage.ts'
import { inverse } from './matrix.ts'
import { fuseForRecipient, type Part, type Release } from './release.ts'

const SEED = Number(process.env['BASINET_SEED'] ?? Date.now() % 1_000_000)
const SECONDS = 400
/** From here on Barbados gives no track of its radar to a third nation. */
const CHANGE_S = 200
const SETTLED_S = 60
const STEP_S = 3
const RADARS = { 'lca/1': { x: -9000, y: 0 }, 'brb/1': { x: 9000, y: 4000 } } as const
type Sensor = keyof typeof RADARS

const siteOf = (sensor: Sensor): RadarSite => ({
  id: sensor,
  ...RADARS[sensor],
  rangeM: 40_000,
  sigmaRangeM: 30,
  sigmaBearingRad: 0.005,
  scanSeconds: STEP_S,
  offsetSeconds: 0,
})

/** What one nation's own tracker says of the craft, scan by scan. */
function ownTracks(sensor: Sensor, seed: number): ReadonlyMap<number, Part> {
  const random = new Random(seed)
  const site = siteOf(sensor)
  const craft = craftOf()
  const system = new SystemTracker([site])
  const found = new Map<number, Part>()
  for (let t = 0; t <= SECONDS; t += STEP_S) {
    const at = craft.at(t)
    const [dx, dy] = [at.x - site.x, at.y - site.y]
    const plot = {
      t,
      range: Math.hypot(dx, dy) + random.normal(site.sigmaRangeM),
      bearing: Math.atan2(dx, dy) + random.normal(site.sigmaBearingRad),
    }
    system.scan({ t, radar: 0, plots: [plot] })
    const track = system.picture(t).find((one) => one.track !== null)
    if (track === undefined) continue
    const { x, p } = fourOf(track.x, track.p)
    found.set(t, { id: sensor, x, p, t, lineage: new Map([[sensor, t]]) })
  }
  return found
}

const craftOf = () => weaver('1', SECONDS, new Random(7), { x: -3000, y: -2000, courseRad: 0.9, speed: 12 })

/** Place and velocity of a state that has the turn rate, too. */
function fourOf(x: ArrayLike<number>, p: ArrayLike<number>): { x: number[]; p: number[] } {
  const n = x.length
  const square = Array.from({ length: 16 }, (_, at) => p[Math.floor(at / 4) * n + (at % 4)]!)
  return { x: Array.from(x).slice(0, 4), p: square }
}

/** What the third nation is given over the whole operation; each nation holds both parts, and may give what the rule lets. */
function given(brbSeed: number, brbSeedAfter = brbSeed): Map<number, Release> {
  const lca = ownTracks('lca/1', SEED)
  const [before, after] = [ownTracks('brb/1', brbSeed), ownTracks('brb/1', brbSeedAfter)]
  const all = new Map<number, Release>()
  for (const [t, own] of lca) {
    const other = (t < CHANGE_S ? before : after).get(t)
    const parts = other === undefined ? [own] : [own, other]
    all.set(
      t,
      fuseForRecipient(parts, (sensor) => t < CHANGE_S || !sensor.startsWith('brb/')),
    )
  }
  return all
}

const trackOf = (one: Release | undefined): LineagedTrack => {
  if (one === undefined || !one.ok) throw new Error('BUG: nothing was given')
  return one.track
}

/** (x - truth)' P^-1 (x - truth) of the place: mean 2 where the covariance is right, less where it is cautious. */
function squaredError({ x, p, t }: LineagedTrack): number {
  const truth = craftOf().at(t)
  const e = [x[0]! - truth.x, x[1]! - truth.y]
  const place = inverse([p[0]!, p[1]!, p[4]!, p[5]!], 2)!.inverse
  return e[0]! * (place[0]! * e[0]! + place[1]! * e[1]!) + e[1]! * (place[2]! * e[0]! + place[3]! * e[1]!)
}

it(`two nations: what a third gets follows a release rule that changes in the operation (seed ${SEED})`, () => {
  const story = given(SEED + 1)
  const otherwise = given(SEED + 1, SEED + 2)
  const lca = ownTracks('lca/1', SEED)
  const times = [...story.keys()].filter((t) => t > SETTLED_S)
  for (const t of times) {
    const sensors = [...trackOf(story.get(t)).lineage.keys()].toSorted()
    expect(sensors).toEqual(t < CHANGE_S ? ['brb/1', 'lca/1'] : ['lca/1'])
  }
  // After the change nothing of the closed radar is in it, not even by what it had said before.
  for (const t of times.filter((one) => one >= CHANGE_S)) {
    expect(trackOf(story.get(t))).toEqual(trackOf(otherwise.get(t)))
    expect(trackOf(story.get(t)).x).toEqual(lca.get(t)?.x)
  }
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length
  const errors = times.map((t) => squaredError(trackOf(story.get(t))))
  // Consistent throughout: a track that counted anything twice would be far too sure of itself.
  expect(mean(errors)).toBeLessThan(8)
})

it(`a fused track that comes back over the third nation changes nothing with either (seed ${SEED})`, () => {
  const lca = ownTracks('lca/1', SEED)
  const brb = ownTracks('brb/1', SEED + 1)
  let looked = 0
  for (const [t, own] of lca) {
    const other = brb.get(t)
    if (other === undefined || t < SETTLED_S) continue
    const fused = fuse(own, other)
    if (!fused.ok) throw new Error(fused.message)
    const third = fuse(fused.value, own)
    const home = fuse(fused.value, third.ok ? third.value : own)
    expect(home).toMatchObject({ ok: true, how: 'contained' })
    expect(home.ok && home.value).toBe(fused.value)
    looked++
  }
  expect(looked).toBeGreaterThan(50)
})

it('a craft that sails straight on is fused no worse than the better nation has it', () => {
  const craft = steady('1', 10, { x: 0, y: 0, courseRad: 0, speed: 5 })
  expect(craft.at(10).y).toBeCloseTo(50)
  const [a, b] = [ownTracks('lca/1', SEED).get(300)!, ownTracks('brb/1', SEED + 1).get(300)!]
  const fused = fuse(a, b)
  const det = (p: readonly number[]): number => inverse(p, 4)!.logDet
  expect(fused.ok && det(fused.value.p)).toBeLessThanOrEqual(Math.min(det(a.p), det(b.p)) + 1e-6)
})
