import {
  compare,
  compareProfiles,
  landProfile,
  prepare,
  readX3p,
  resample,
  type Surface,
  type X3p,
} from '@basinet/topography'
import type { ComparisonResult } from '../contract/comparison.ts'
import type { Area } from '../contract/surface.ts'
import type { Answers, HeightMap, Task } from './protocol.ts'

const ENGINE_NAME = '@basinet/topography 0.1.0'
/** A map for the screen: more points than a screen shows help nobody. */
const SIDE_MAX = 240
const [REMARKS_MAX, REMARK_CHARACTERS, TEXT_CHARACTERS] = [50, 300, 200]

interface Problem {
  readonly problem: string
}

/** One piece of work of the engine, in a thread of its own. */
export function work(task: Task): Answers[Task['do']] {
  if (task.do === 'read') return facts(task.bytes)
  if (task.do === 'map') {
    const x3p = read(task.bytes)
    return 'problem' in x3p ? x3p : mapOf(x3p, task.area)
  }
  const [first, second] = [read(task.first), read(task.second)]
  if ('problem' in first) return first
  if ('problem' in second) return second
  return task.area === 'land' ? lands(first, second) : impressions(first, second)
}

function read(bytes: Uint8Array): X3p | Problem {
  const x3p = readX3p(bytes)
  return x3p.ok ? x3p.value : { problem: `${x3p.error.at}: ${x3p.error.message}`.slice(0, 500) }
}

const text = (value: string | null): string | null => value?.trim().slice(0, TEXT_CHARACTERS) || null

function facts(bytes: Uint8Array): Answers['read'] {
  const x3p = read(bytes)
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

function impressions(a: X3p, b: X3p): ComparisonResult | Problem {
  const [first, second] = [prepare(a.surface), prepare(b.surface)]
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
function lands(a: X3p, b: X3p): ComparisonResult | Problem {
  const found = compareProfiles(landProfile(a.surface), landProfile(b.surface))
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
