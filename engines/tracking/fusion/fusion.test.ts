import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersect, type Estimate } from './covariance-intersection.ts'
import { fuse, type LineagedTrack } from './lineage.ts'
import { inverse } from './matrix.ts'
import { fuseForRecipient, type Part } from './release.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 5000 : 300
const N = 4

/** L L' + a little: positive definite. */
function square(l: readonly number[]): number[] {
  return Array.from({ length: N * N }, (_, at) => {
    const [i, k] = [Math.floor(at / N), at % N]
    let sum = i === k ? 0.5 : 0
    for (let m = 0; m < N; m++) sum += l[i * N + m]! * l[k * N + m]!
    return sum
  })
}

const factor = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: N * N, maxLength: N * N })
const state = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: N, maxLength: N })
const estimate = fc.record({ x: state, p: factor.map(square) })
const sensors = fc.dictionary(
  fc.constantFrom('lca/1', 'lca/2', 'brb/1', 'mtq/1'),
  fc.integer({ min: 1, max: 3 }),
  { minKeys: 1 },
)
const track = fc
  .record({ estimate, sensors })
  .map((one): LineagedTrack => ({ ...one.estimate, t: 10, lineage: new Map(Object.entries(one.sensors)) }))

/** Smallest value of v' (A - B) v over some directions, in units of v' A v. */
function leastExcess(
  a: readonly number[],
  b: readonly number[],
  directions: readonly (readonly number[])[],
): number {
  const form = (m: readonly number[], v: readonly number[]): number =>
    v.reduce((sum, vi, i) => sum + v.reduce((row, vk, k) => row + vi * m[i * N + k]! * vk, 0), 0)
  return Math.min(...directions.map((v) => (form(a, v) - form(b, v)) / Math.max(1e-9, form(a, v))))
}

function product(a: readonly number[], b: readonly number[], transposed = false): number[] {
  return Array.from({ length: N * N }, (_, at) => {
    const [i, k] = [Math.floor(at / N), at % N]
    let sum = 0
    for (let m = 0; m < N; m++) sum += a[i * N + m]! * b[transposed ? k * N + m : m * N + k]!
    return sum
  })
}

describe('covariance intersection', () => {
  it('is consistent for any correlation of the two: it never claims less than the true error', () => {
    const directions = fc.array(state, { minLength: 5, maxLength: 5 })
    fc.assert(
      // The errors of the two are L1 u and L2 v with cov(u, v) = rho I, and what square adds.
      fc.property(
        factor,
        factor,
        fc.double({ min: -1, max: 1, noNaN: true }),
        directions,
        (l1, l2, rho, along) => {
          const [pa, pb] = [square(l1), square(l2)]
          const zero = Array.from({ length: N }, () => 0)
          const fused = intersect({ x: zero, p: pa }, { x: zero, p: pb })!
          const { weight: w } = fused
          const ka = product(fused.p, inverse(pa, N)!.inverse).map((value) => w * value)
          const kb = product(fused.p, inverse(pb, N)!.inverse).map((value) => (1 - w) * value)
          const cross = product(l1, l2, true).map((value) => rho * value)
          const own = [product(product(ka, pa), ka, true), product(product(kb, pb), kb, true)]
          const mixed = product(product(ka, cross), kb, true)
          const truth = own[0]!.map((value, at) => {
            const back = (at % N) * N + Math.floor(at / N)
            return value + own[1]![at]! + mixed[at]! + mixed[back]!
          })
          expect(leastExcess(fused.p, truth, along)).toBeGreaterThan(-1e-6)
        },
      ),
      { numRuns: RUNS },
    )
  })

  it('is no worse than the better of the two, and of a track with itself is the track', () => {
    fc.assert(
      fc.property(estimate, estimate, (a, b) => {
        const logDet = (p: Estimate['p']): number => inverse(p, N)!.logDet
        const fused = intersect(a, b)!
        expect(logDet(fused.p)).toBeLessThanOrEqual(Math.min(logDet(a.p), logDet(b.p)) + 1e-6)
        const self = intersect(a, a)!
        self.p.forEach((value, n) => expect(value).toBeCloseTo(a.p[n]!, 4))
        self.x.forEach((value, n) => expect(value).toBeCloseTo(a.x[n]!, 4))
      }),
      { numRuns: RUNS },
    )
    const none = Array.from({ length: N * N }, () => 0)
    expect(intersect({ x: [0, 0, 0, 0], p: none }, { x: [0, 0, 0, 0], p: none })).toBeNull()
  })
})

describe('lineage', () => {
  it('never counts twice: what comes back changes nothing, however often and over whom', () => {
    fc.assert(
      fc.property(track, track, (a, b) => {
        const ab = fuse(a, b)
        expect(ab.ok).toBe(true)
        const fused = (ab as { value: LineagedTrack }).value
        for (const old of [a, b, fused]) {
          const again = fuse(fused, old) as { value: LineagedTrack; how: string }
          expect(again.how).toBe('contained')
          expect(again.value).toBe(fused)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('adds covariances only of tracks without a common sensor that are said to be independent', () => {
    fc.assert(
      fc.property(track, track, (a, b) => {
        const common = [...a.lineage.keys()].some((sensor) => b.lineage.has(sensor))
        const { how } = fuse(a, b, true) as { how: string }
        expect(common ? how === 'intersection' || how === 'contained' : how === 'independent').toBe(true)
        expect((fuse(a, b) as { how: string }).how).not.toBe('independent')
      }),
      { numRuns: RUNS },
    )
  })

  it('refuses two times and a covariance that is none', () => {
    const one: LineagedTrack = { x: [0], p: [1], t: 1, lineage: new Map([['lca/1', 1]]) }
    expect(fuse(one, { ...one, t: 2 })).toMatchObject({ ok: false, code: 'fusion.time' })
    const bad = { ...one, p: [-1], lineage: new Map([['brb/1', 1]]) }
    expect(fuse(one, bad)).toMatchObject({ ok: false, code: 'fusion.covariance' })
  })
})

describe('what a recipient gets', () => {
  const parts = fc
    .array(track, { minLength: 1, maxLength: 5 })
    .map((all) => all.map((one, n): Part => ({ ...one, id: `part-${n}` })))

  it('does not depend on what he may not have, nor on the order of the parts', () => {
    const allowed = fc.subarray(['lca/1', 'lca/2', 'brb/1', 'mtq/1'])
    fc.assert(
      fc.property(parts, allowed, factor, (all, open, other) => {
        const may = (sensor: string): boolean => open.includes(sensor)
        const given = fuseForRecipient(all, may)
        // Whatever else the closed parts had said, he would have got the same.
        const changed = all.map((part) =>
          [...part.lineage.keys()].every(may) ? part : { ...part, p: square(other), x: other.slice(0, N) },
        )
        expect(fuseForRecipient(changed.toReversed(), may)).toEqual(given)
        const sensorsGiven = given.ok ? [...given.track.lineage.keys()] : []
        expect(sensorsGiven.every(may)).toBe(true)
        expect(given.ok).toBe(all.some(({ lineage }) => [...lineage.keys()].every(may)))
      }),
      { numRuns: RUNS },
    )
  })
})
