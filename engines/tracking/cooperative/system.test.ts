import { describe, expect, it } from 'vitest'
import { Random } from '../testing/random.ts'
import { steady, weaver } from '../testing/craft.ts'
import type { RadarSite } from '../sensor/site.ts'
import { SystemTracker } from './system.ts'

const SEED = Number(process.env['BASINET_SEED'] ?? Date.now() % 1_000_000)
const DEGREE = Math.PI / 180
const SECONDS = 600
const BIAS = [
  { rangeM: 80, bearingRad: 0.8 * DEGREE, seconds: 0.6 },
  { rangeM: -50, bearingRad: -0.5 * DEGREE, seconds: 0 },
]
const site = (id: string, y: number, offsetSeconds: number): RadarSite => ({
  id,
  x: 0,
  y,
  rangeM: 40_000,
  sigmaRangeM: 25,
  sigmaBearingRad: 0.3 * DEGREE,
  scanSeconds: 3,
  offsetSeconds,
})

/** Five craft, of which the first four report; both radars are biased. */
function run(): SystemTracker {
  const random = new Random(SEED)
  const sites = [site('A', -12_000, 0), site('B', 12_000, 1.5)]
  const start = (n: number) => ({ x: -8000 + 4000 * n, y: -3000 + 1500 * n, courseRad: n, speed: 9 })
  const craft = [0, 1, 2, 3, 4].map((n) =>
    n === 1 ? weaver('1', SECONDS, random, start(n)) : steady(String(n), SECONDS, start(n)),
  )
  const system = new SystemTracker(sites)
  for (let t = 0; t < SECONDS; t += 1.5) {
    const radar = Math.round(t / 1.5) % 2
    const { x, y, sigmaRangeM, sigmaBearingRad, rangeM } = sites[radar]!
    const bias = BIAS[radar]!
    const plots = craft.flatMap((one) => {
      if (random.unit() > 0.85) return []
      const at = one.at(Math.max(0, t - bias.seconds))
      const range = Math.hypot(at.x - x, at.y - y) + bias.rangeM + random.normal(sigmaRangeM)
      return [
        {
          t,
          range,
          bearing: Math.atan2(at.x - x, at.y - y) + bias.bearingRad + random.normal(sigmaBearingRad),
        },
      ]
    })
    for (let n = random.poisson(10); n > 0; n--)
      plots.push({ t, range: rangeM * Math.sqrt(random.unit()), bearing: random.between(0, 2 * Math.PI) })
    for (const one of craft.slice(0, 4)) {
      const at = one.at(t)
      if (Math.round(t / 1.5) % 4 === 0)
        system.report({
          t,
          identity: one.id,
          x: at.x + random.normal(8),
          y: at.y + random.normal(8),
          sigmaM: 8,
        })
    }
    if (Math.round(t / 1.5) % 4 === 0)
      system.report({ t, identity: 'ghost', x: 15_000, y: 15_000, sigmaM: 8 })
    system.scan({ radar, t, plots })
  }
  return system
}

describe(`radars and reports (seed ${SEED})`, () => {
  const system = run()

  it('give the bias of each radar', () => {
    BIAS.forEach((bias, radar) => {
      const found = system.bias(radar)
      expect(found.plots).toBeGreaterThan(100)
      expect(Math.abs(found.rangeM - bias.rangeM)).toBeLessThan(20)
      expect(Math.abs(found.bearingRad - bias.bearingRad)).toBeLessThan(0.1 * DEGREE)
      expect(Math.abs(found.seconds - bias.seconds)).toBeLessThan(Math.max(0.6, 5 * found.sigma.seconds))
      expect(found.sigma.rangeM).toBeLessThan(20)
    })
  })

  it('say which craft report and are seen, which are dark, and which report where radars see nothing', () => {
    const picture = system.picture(SECONDS)
    const states = picture.map(({ state, identity }) => `${state} ${identity ?? '?'}`).toSorted()
    expect(states).toEqual([
      'cooperative-only ghost',
      'correlated 0',
      'correlated 1',
      'correlated 2',
      'correlated 3',
      'radar-only ?',
    ])
    expect(system.picture(SECONDS + 1).every(({ since }) => since === SECONDS)).toBe(true)
  })
})
