import type { Mark, Point } from '../../contract.ts'
import { nearest, shownMarks, type BenchState, type Draft, type OnBench, type Side } from './use-bench.ts'
import type { Tool } from './viewer.tsx'

/** A click takes what lies this near, in units of the drawing. */
const REACH_UNITS = 14

/** The first half of a pair, waiting for the other print. */
export interface Half {
  readonly side: Side
  readonly point: Point
}

export interface Line {
  readonly side: Side
  readonly points: readonly Point[]
}

interface PointParts {
  readonly bench: BenchState
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  readonly tool: Tool
  readonly half: Half | null
  readonly setHalf: (half: Half | null) => void
  readonly setLine: (next: (before: Line) => Line) => void
}

/** What a point that was chosen on a print does, by tool and by step. */
export function pointsOf(
  parts: PointParts,
): (side: Side, on: OnBench, scale: number) => (at: Point, angle: number) => void {
  const { draft, change, tool } = parts
  return (side, on, scale) => (at, angle) => {
    const within = at.x >= 0 && at.y >= 0 && at.x <= on.readout.width && at.y <= on.readout.height
    if (!within) return
    const reach = REACH_UNITS / scale
    if (tool === 'ending' || tool === 'bifurcation' || tool === 'unsure')
      setMark(parts, side, { ...at, angle: wrapped(angle), is: tool })
    else if (tool === 'region' && side === 'mark')
      change({ analysis: { ...draft.analysis, region: [...draft.analysis.region, at] } })
    else if (tool === 'erase') erase(parts, side, at, reach)
    else if (tool === 'pair') pair(parts, side, at, reach)
    else if (tool === 'measure')
      parts.setLine((before) => ({
        side,
        points: before.side === side && before.points.length === 1 ? [...before.points, at] : [at],
      }))
  }
}

const wrapped = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle))

function setMark({ bench, draft, change }: PointParts, side: Side, mark: Mark): void {
  if (bench.examination.body.state === 'analysing')
    change({ analysis: { ...draft.analysis, marks: [...draft.analysis.marks, mark] } })
  else change({ later: [...draft.later, { on: side, mark }] })
}

/** Of the analysis anything; after that only what is not saved yet: later marks that were saved stay for ever. */
function erase({ bench, draft, change }: PointParts, side: Side, at: Point, reach: number): void {
  const { analysis } = draft
  if (bench.examination.body.state === 'analysing') {
    const i = nearest(analysis.marks, at, reach)
    const less = i >= 0 ? { marks: analysis.marks.toSpliced(i, 1) } : { region: [] }
    return change({ analysis: { ...analysis, ...less } })
  }
  const own = draft.later.flatMap(({ on, mark }, i) => (on === side ? [{ ...mark, i }] : []))
  const i = own[nearest(own, at, reach)]?.i
  if (i !== undefined) return change({ later: draft.later.toSpliced(i, 1) })
  const ends = draft.pairs.map((one) => (side === 'mark' ? one.inMark : one.inExemplar))
  const p = nearest(ends, at, reach)
  return p >= 0 ? change({ pairs: draft.pairs.toSpliced(p, 1) }) : undefined
}

/** One point on either print, in whatever order; a mark near it is meant. */
function pair(parts: PointParts, side: Side, at: Point, reach: number): void {
  const { bench, draft, change, half, setHalf } = parts
  const shown = shownMarks(bench.examination.body, draft, side, null)
  const hit = shown[nearest(shown, at, reach)]
  const point = hit === undefined ? at : { x: hit.x, y: hit.y }
  if (half === null || half.side === side) return setHalf({ side, point })
  const [inMark, inExemplar] = side === 'mark' ? [point, half.point] : [half.point, point]
  change({ pairs: [...draft.pairs, { inMark, inExemplar }] })
  return setHalf(null)
}

/** Points with the numbers of their pairs on one side. */
export function numberedOf(draft: Draft, side: Side, half: Half | null): Point[] {
  const done = draft.pairs.map((one) => (side === 'mark' ? one.inMark : one.inExemplar))
  return half?.side === side ? [...done, half.point] : done
}
