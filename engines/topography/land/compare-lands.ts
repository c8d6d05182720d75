import type { Profile } from './profile.ts'

/** The two signatures must share this much of the shorter one. */
const OVERLAP_MIN = 0.6
/** Lands are laid under the instrument by hand. */
const LAG_MAX_METRES = 500e-6

export interface LandAgreement {
  /** Best normalised correlation of the two signatures, −1 to 1. */
  readonly ccf: number
  /** Lag of the second signature at that best, in metres. */
  readonly lag: number
  /** Share of the shorter signature that overlaps there. */
  readonly overlap: number
}

/** Correlation of two signatures over all lags; the second is brought to the first's spacing. Null: nothing to compare. */
export function compareProfiles(a: Profile, b: Profile): LandAgreement | null {
  const second = atSpacing(b, a.spacing)
  const shorter = Math.min(a.z.length, second.length)
  const reach = Math.round(LAG_MAX_METRES / a.spacing)
  let best: LandAgreement | null = null
  for (let lag = -reach; lag <= reach; lag++) {
    const found = correlationAt(a.z, second, lag)
    const overlap = found.n / shorter
    if (overlap < OVERLAP_MIN || found.ccf <= (best?.ccf ?? -Infinity)) continue
    best = { ccf: found.ccf, lag: lag * a.spacing, overlap: Math.min(1, overlap) }
  }
  return best
}

function correlationAt(a: Float32Array, b: Float32Array, lag: number): { ccf: number; n: number } {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0]
  for (let i = Math.max(0, -lag); i < a.length && i + lag < b.length; i++) {
    const [p, q] = [a[i]!, b[i + lag]!]
    if (p !== p || q !== q) continue
    n += 1
    sa += p
    sb += q
    saa += p * p
    sbb += q * q
    sab += p * q
  }
  const energy = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n)
  return { ccf: energy > 0 ? (sab - (sa * sb) / n) / Math.sqrt(energy) : 0, n }
}

/** Linear between two measured points. */
function atSpacing({ spacing, z }: Profile, wanted: number): Float32Array {
  if (Math.abs(spacing - wanted) < 1e-12) return z
  const out = new Float32Array(Math.floor(((z.length - 1) * spacing) / wanted) + 1)
  for (let i = 0; i < out.length; i++) {
    const at = (i * wanted) / spacing
    const first = Math.min(z.length - 2, Math.floor(at))
    out[i] = z[first]! + (z[first + 1]! - z[first]!) * (at - first)
  }
  return out
}

export interface BulletAgreement {
  /** Land i of the first bullet lies on land (i + phase) mod lands of the second. */
  readonly phase: number
  /** Mean correlation of the lands in that phase, and the best mean of any other phase. */
  readonly mean: number
  readonly runnerUp: number
  readonly lands: readonly (LandAgreement | null)[]
}

/** Two bullets by their lands in order of rotation: the best of all phases. Null unless both have the same number of lands. */
export function compareBullets(a: readonly Profile[], b: readonly Profile[]): BulletAgreement | null {
  if (a.length === 0 || a.length !== b.length) return null
  const table = a.map((p) => b.map((q) => compareProfiles(p, q)))
  const phases = a.map((_, phase) => {
    const lands = table.map((row, i) => row[(i + phase) % b.length] ?? null)
    return { phase, lands, mean: lands.reduce((sum, land) => sum + (land?.ccf ?? 0), 0) / lands.length }
  })
  const [first, second] = phases.toSorted((p, q) => q.mean - p.mean)
  return first === undefined ? null : { ...first, runnerUp: second?.mean ?? -1 }
}
