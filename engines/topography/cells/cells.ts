import type { Surface } from '../surface/surface.ts'
import { agreement, pointsOf, type PointSet, type Pose } from '../correlate/pose.ts'
import { refine } from '../correlate/refine.ts'

/** Song 2013 and Tong, Song, Chu 2015 (J. Res. NIST 120.008): 8 × 8 cells, those mostly unmeasured left out. */
const GRID = 8
const MEASURED_MIN = 0.15
/** Tolerances of the published rule: 20 points of 6.25 µm, 6 degrees. */
const TOLERANCE_METRES = 125e-6
const TOLERANCE_DEGREES = 6
/** Each cell looks this far around the common pose: farther than it may lie, so that a cell that belongs elsewhere says so. */
const LOOK_METRES = 150e-6
const LOOK_STEP = 25e-6
const LOOK_DEGREES = [-6, -3, 0, 3, 6] as const
/** A cell's own climb may leave part of it outside the other map, not most. */
const CELL_OVERLAP_MIN = 0.6
const CLIMB = { degrees: 1.5, metres: 12.5e-6 }

export interface Cell {
  /** 0 … 7 from the top left of the first map. */
  readonly column: number
  readonly row: number
  /** Share of the cell that was measured. */
  readonly measured: number
  readonly correlation: number
  /** The cell's own pose; null where the other map has nothing there. */
  readonly pose: Pose | null
  readonly congruent: boolean
}

/** Where each usable cell of the first map fits best on the second, and whether that agrees with the others' common pose. */
export function congruentCells(a: Surface, b: Surface, common: Pose, correlationMin: number): Cell[] {
  const cells: Cell[] = []
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const box = {
        x0: Math.round((column * a.width) / GRID),
        x1: Math.round(((column + 1) * a.width) / GRID),
        y0: Math.round((row * a.height) / GRID),
        y1: Math.round(((row + 1) * a.height) / GRID),
      }
      const points = pointsOf(a, box)
      const measured = points.z.length / ((box.x1 - box.x0) * (box.y1 - box.y0))
      if (measured >= MEASURED_MIN)
        cells.push(placed({ column, row, measured }, points, b, common, correlationMin))
    }
  return cells
}

function placed(
  cell: Pick<Cell, 'column' | 'row' | 'measured'>,
  points: PointSet,
  b: Surface,
  common: Pose,
  correlationMin: number,
): Cell {
  const pointsMin = CELL_OVERLAP_MIN * points.z.length
  const middle = middleOf(points)
  let best = { pose: common, correlation: 0, points: 0 }
  for (const turn of LOOK_DEGREES)
    for (let y = -LOOK_METRES; y <= LOOK_METRES; y += LOOK_STEP)
      for (let x = -LOOK_METRES; x <= LOOK_METRES; x += LOOK_STEP) {
        const pose = about(middle, common, turn, x, y)
        const found = agreement(points, b, pose, pointsMin)
        if (found.correlation > best.correlation) best = { pose, ...found }
      }
  if (best.points === 0) return { ...cell, correlation: 0, pose: null, congruent: false }
  const own = refine(points, b, best.pose, CLIMB, pointsMin)
  const moved = displacement(middle, common, own.pose)
  const congruent =
    own.correlation >= correlationMin &&
    Math.abs(moved.x) <= TOLERANCE_METRES &&
    Math.abs(moved.y) <= TOLERANCE_METRES &&
    Math.abs(own.pose.degrees - common.degrees) <= TOLERANCE_DEGREES
  return { ...cell, correlation: own.correlation, pose: own.pose, congruent }
}

interface Place {
  readonly x: number
  readonly y: number
}

/** The cell's centre of gravity from the map's middle, in metres. */
function middleOf(points: PointSet): Place {
  const n = Math.max(1, points.z.length)
  let [x, y] = [0, 0]
  for (let i = 0; i < points.z.length; i++) {
    x += points.x[i]!
    y += points.y[i]!
  }
  return { x: (x / n) * points.spacing, y: (y / n) * points.spacing }
}

function turnedBy(degrees: number, { x, y }: Place): Place {
  const angle = (degrees * Math.PI) / 180
  return { x: Math.cos(angle) * x - Math.sin(angle) * y, y: Math.sin(angle) * x + Math.cos(angle) * y }
}

/** The common pose turned about the cell itself and moved: a turn about the map's middle would carry the cell away. */
function about(middle: Place, common: Pose, turn: number, dx: number, dy: number): Pose {
  const wanted = turnedBy(common.degrees, { x: middle.x - common.x, y: middle.y - common.y })
  const degrees = common.degrees + turn
  const back = turnedBy(-degrees, { x: wanted.x + dx, y: wanted.y + dy })
  return { degrees, x: middle.x - back.x, y: middle.y - back.y }
}

/** How far the cell's place on the second map differs between two poses, in metres. */
function displacement(middle: Place, common: Pose, own: Pose): Place {
  const there = turnedBy(common.degrees, { x: middle.x - common.x, y: middle.y - common.y })
  const here = turnedBy(own.degrees, { x: middle.x - own.x, y: middle.y - own.y })
  return { x: here.x - there.x, y: here.y - there.y }
}
