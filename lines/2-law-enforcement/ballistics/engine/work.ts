import { ImageError, readImage } from '@basinet/fingerprint'
import {
  compare,
  compareProfiles,
  landProfile,
  openScreen,
  packMap,
  prepare,
  readX3p,
  resample,
  unpackMap,
  type Framed,
  type Profile,
  type Surface,
  type X3p,
} from '@basinet/topography'
import type { ComparisonResult } from '../contract/comparison.ts'
import type { Area } from '../contract/surface.ts'
import type { Answers, HeightMap, Task } from './protocol.ts'

export const ENGINE_NAME = '@basinet/topography 0.1.0'
/** A map for the screen: more points than a screen shows help nobody. */
const SIDE_MAX = 240
const [REMARKS_MAX, REMARK_CHARACTERS, TEXT_CHARACTERS, PROBLEM_CHARACTERS] = [50, 300, 200, 500]

interface Problem {
  readonly problem: string
}

/** One piece of work of the engine, in a thread of its own. */
export function work(task: Task): Answers[Task['do']] {
  switch (task.do) {
    case 'read':
      return reading(task.bytes, task.area)
    case 'look':
      return look(task.bytes)
    case 'map': {
      const x3p = read(task.bytes)
      return 'problem' in x3p ? x3p : mapOf(x3p, task.area)
    }
    case 'screen':
      return screen(opened(task.probe), task.maps, task.area)
    case 'rank':
      return rank(opened(task.probe), task.maps, task.area)
    case 'compare': {
      const [first, second] = [read(task.first), read(task.second)]
      if ('problem' in first) return first
      if ('problem' in second) return second
      return task.area === 'land'
        ? lands(landProfile(first.surface), landProfile(second.surface))
        : impressions(prepare(first.surface), prepare(second.surface))
    }
    default:
      throw new Error(`BUG: ${JSON.stringify(task)}`)
  }
}

/** A picture's size; its greys are not compared. */
function look(bytes: Uint8Array): Answers['look'] {
  try {
    const { width, height } = readImage(bytes)
    return { width, height, problem: null }
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    return { width: null, height: null, problem: error.message.slice(0, PROBLEM_CHARACTERS) }
  }
}

function reading(bytes: Uint8Array, area: Area): Answers['read'] {
  const x3p = read(bytes)
  const map = 'problem' in x3p ? null : forGallery(x3p.surface, area)
  return { reading: facts(x3p), map: map === null ? null : packMap(map) }
}

/** A land is kept as its signature: one row. */
function forGallery(surface: Surface, area: Area): Framed | null {
  if (area !== 'land') return prepare(surface)
  const { spacing, z } = landProfile(surface)
  if (z.length === 0) return null
  const field = { width: z.length * spacing, height: spacing }
  return { width: z.length, height: 1, dx: spacing, dy: spacing, z, field, fieldMiddle: { x: 0, y: 0 } }
}

function opened(bytes: Uint8Array): Framed {
  const map = unpackMap(bytes)
  if (!map.ok) throw new Error(`BUG: a map of the gallery: ${map.error.at}: ${map.error.message}`)
  return map.value
}

const signature = ({ dx, z }: Framed): Profile => ({ spacing: dx, z })

function screen(probe: Framed, maps: readonly Uint8Array[], area: Area): readonly number[] {
  if (area === 'land')
    return maps.map((map) => compareProfiles(signature(probe), signature(opened(map)))?.ccf ?? 0)
  const first = openScreen(probe)
  return maps.map((map) => first.score(opened(map)))
}

function rank(probe: Framed, maps: readonly Uint8Array[], area: Area): readonly ComparisonResult[] {
  return maps.map((bytes) => {
    const map = opened(bytes)
    const found = area === 'land' ? lands(signature(probe), signature(map)) : impressions(probe, map)
    return 'problem' in found ? { ...NOTHING, cells: [], engine: ENGINE_NAME } : found
  })
}

const NOTHING = {
  decision: 'inconclusive',
  cmc: null,
  usable: null,
  correlation: 0,
  lr: null,
  pose: null,
} as const satisfies Omit<ComparisonResult, 'engine' | 'cells'>

function read(bytes: Uint8Array): X3p | Problem {
  const x3p = readX3p(bytes)
  return x3p.ok
    ? x3p.value
    : { problem: `${x3p.error.at}: ${x3p.error.message}`.slice(0, PROBLEM_CHARACTERS) }
}

const text = (value: string | null): string | null => value?.trim().slice(0, TEXT_CHARACTERS) || null

function facts(x3p: X3p | Problem): Answers['read']['reading'] {
  if ('problem' in x3p) return { origin: null, grid: null, remarks: [], problem: x3p.problem }
  const { origin, surface, remarks } = x3p
  return {
    origin: {
      manufacturer: text(origin.manufacturer),
      model: text(origin.model),
      serial: text(origin.serial),
      measuredOn: text(origin.date)?.slice(0, 60) ?? null,
      calibratedOn: text(origin.calibrationDate)?.slice(0, 60) ?? null,
    },
    grid: { width: surface.width, height: surface.height, spacingUm: surface.dx * 1e6 },
    remarks: remarks.slice(0, REMARKS_MAX).map((remark) => remark.slice(0, REMARK_CHARACTERS) || '–'),
    problem: null,
  }
}

const TOO_LITTLE: Problem = { problem: 'too little was measured' }

function mapOf(x3p: X3p, area: Area): HeightMap | Problem {
  const ready: Surface | null = area === 'land' ? x3p.surface : prepare(x3p.surface)
  if (ready === null) return TOO_LITTLE
  const side = Math.max(ready.width * ready.dx, ready.height * ready.dy)
  const shown = side / ready.dx > SIDE_MAX ? resample(ready, side / SIDE_MAX) : ready
  const { width, height, dx, z } = shown
  return {
    width,
    height,
    spacingUm: dx * 1e6,
    z: Array.from(z, (value) => (value === value ? Math.round(value * 1e8) : null)),
  }
}

function impressions(first: Framed | null, second: Framed | null): ComparisonResult | Problem {
  if (first === null || second === null) return TOO_LITTLE
  const found = compare(first, second)
  const { pose, lr } = found
  return {
    decision: found.decision,
    cmc: found.cmc,
    usable: found.usable,
    correlation: found.correlation,
    lr,
    pose: pose === null ? null : { degrees: pose.degrees, xUm: pose.x * 1e6, yUm: pose.y * 1e6 },
    cells: found.cells.map(({ row, column, correlation, congruent }) => ({
      row,
      column,
      correlation,
      congruent,
    })),
    engine: ENGINE_NAME,
  }
}

/** One land decides nothing, and no reference set of lands is large enough for a ratio. */
function lands(a: Profile, b: Profile): ComparisonResult | Problem {
  const found = compareProfiles(a, b)
  if (found === null) return { problem: 'the profiles do not overlap' }
  return {
    decision: 'inconclusive',
    cmc: null,
    usable: null,
    correlation: found.ccf,
    lr: null,
    pose: { degrees: 0, xUm: found.lag * 1e6, yUm: 0 },
    cells: [],
    engine: ENGINE_NAME,
  }
}
