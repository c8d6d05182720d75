import type { Surface } from '../surface/surface.ts'

/** Seeded numbers from 0 up to 1 (mulberry32, Tommy Ettinger, public domain). */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What is left of a face when only a sector of so many degrees about its centre of gravity was kept. */
export function fragment(surface: Surface, degrees: number, random: () => number): Surface {
  const { width, z } = surface
  let [n, sx, sy] = [0, 0, 0]
  for (let i = 0; i < z.length; i++) {
    if (Number.isNaN(z[i])) continue
    n += 1
    sx += i % width
    sy += Math.floor(i / width)
  }
  const from = random() * 360
  const kept = z.map((value, i) => {
    const angle = (Math.atan2(Math.floor(i / width) - sy / n, (i % width) - sx / n) * 180) / Math.PI
    return (angle + 720 - from) % 360 <= degrees ? value : Number.NaN
  })
  return { ...surface, z: kept }
}

/** The rate at which as many pairs of one firearm are missed as pairs of two are taken. */
export function equalErrorRate(scored: readonly { same: boolean; score: number }[]): number {
  const same = scored.filter((s) => s.same)
  const different = scored.filter((s) => !s.same)
  const rates = scored.map(({ score }) => {
    const missed = same.filter((s) => s.score < score).length / same.length
    const taken = different.filter((s) => s.score >= score).length / different.length
    return { gap: Math.abs(missed - taken), rate: (missed + taken) / 2 }
  })
  return rates.reduce((best, now) => (now.gap < best.gap ? now : best)).rate
}
