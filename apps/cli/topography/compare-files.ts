import { readFileSync } from 'node:fs'
import {
  compare,
  compareProfiles,
  landProfile,
  measuredArea,
  prepare,
  readX3p,
  type Framed,
  type Profile,
  type SearchRange,
} from '@basinet/topography'

export type Kind = 'breech-face' | 'firing-pin' | 'land'

export interface CompareOptions {
  /** Null: told from the shape: a land is more than twice as wide as high and measured all over. */
  readonly kind: Kind | null
  readonly range: SearchRange | null
}

/** Maps kept ready: a list names each file many times. */
const KEPT_MAX = 400
const LAND_SHAPE = 2
/** A land is measured all over; a sector cut out of a face may be as wide, and is not. */
const LAND_FILLED = 0.75

type Loaded = { kind: 'land'; profile: Profile } | { kind: 'impression'; surface: Framed | null }
const kept = new Map<string, Loaded | string>()

/** What was read of a file, or one line that says what is wrong with it. */
function load(file: string, kind: Kind | null): Loaded | string {
  const key = `${kind ?? ''} ${file}`
  const found = kept.get(key) ?? readIn(file, kind)
  kept.delete(key)
  kept.set(key, found)
  if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!)
  return found
}

function readIn(file: string, kind: Kind | null): Loaded | string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    return `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`
  }
  const x3p = readX3p(bytes)
  if (!x3p.ok) return `${file}: ${x3p.error.at}: ${x3p.error.message}`
  const { surface } = x3p.value
  const [width, height] = [surface.width * surface.dx, surface.height * surface.dy]
  const wide = width > LAND_SHAPE * height && measuredArea(surface) > LAND_FILLED * width * height
  return kind === 'land' || (kind === null && wide)
    ? { kind: 'land', profile: landProfile(surface) }
    : { kind: 'impression', surface: prepare(surface) }
}

/** The JSON object of one comparison; `error` instead of a result where a file cannot be read or both are of unlike kinds. */
export function compareFiles(a: string, b: string, options: CompareOptions): Record<string, unknown> {
  const [first, second] = [load(a, options.kind), load(b, options.kind)]
  if (typeof first === 'string') return { error: first }
  if (typeof second === 'string') return { error: second }
  if (first.kind === 'land' && second.kind === 'land') return lands(first.profile, second.profile)
  if (first.kind === 'land' || second.kind === 'land')
    return { error: 'a bullet land and an impression are not comparable' }
  if (first.surface === null || second.surface === null)
    return {
      kind: 'impression',
      decision: 'inconclusive',
      cmc: 0,
      usable: 0,
      lr: 1,
      why: 'too little was measured',
    }
  return impressions(first.surface, second.surface, options.range)
}

function impressions(a: Framed, b: Framed, range: SearchRange | null): Record<string, unknown> {
  const found = compare(a, b, range ?? undefined)
  const { lr, pose } = found
  return {
    kind: 'impression',
    decision: found.decision,
    cmc: found.cmc,
    usable: found.usable,
    correlation: rounded(found.correlation, 4),
    points: found.points,
    rotation_deg: pose === null ? null : rounded(pose.degrees, 2),
    translation_um: pose === null ? null : [rounded(pose.x * 1e6, 1), rounded(pose.y * 1e6, 1)],
    lr: rounded(10 ** lr.log10, 4),
    log10_lr: rounded(lr.log10, 3),
    log10_lr_90: [rounded(lr.low, 3), rounded(lr.high, 3)],
    lr_bounded: lr.bounded,
    reference_set: lr.referenceSet,
    cells: found.cells.map((cell) => ({
      row: cell.row,
      column: cell.column,
      correlation: rounded(cell.correlation, 3),
      congruent: cell.congruent,
    })),
  }
}

function lands(a: Profile, b: Profile): Record<string, unknown> {
  const found = compareProfiles(a, b)
  if (found === null)
    return { kind: 'land', decision: 'inconclusive', ccf: null, lr: null, why: 'the profiles do not overlap' }
  return {
    kind: 'land',
    // No reference set of lands is large enough for a ratio, and one land decides nothing: bullets are compared by all lands.
    decision: 'inconclusive',
    ccf: rounded(found.ccf, 4),
    lag_um: rounded(found.lag * 1e6, 1),
    overlap: rounded(found.overlap, 3),
    lr: null,
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
