import { useState } from 'react'
import type { Analysis, Finger, LatentMark, Mark, Point, PrintExamination } from '../../contract.ts'
import { useOne, useReadout, type Readout, type Stored } from '../data.ts'
import { fitted, type View } from './view.ts'
import type { ShownMark } from './viewer.tsx'

/** A print on the bench. */
export interface OnBench {
  readonly file: string
  readonly part: number | null
  readonly readout: Readout
  readonly ppi: number
}

export interface BenchState {
  readonly examination: Stored<PrintExamination>
  readonly mark: Stored<LatentMark>
  readonly left: OnBench
  /** Null until the exemplar is open. */
  readonly right: OnBench | null
  readonly card: string
}

/** What the bench shows: the examination, its mark and, once the analysis is locked and it was opened, the exemplar. */
export function useBench(id: string): { readonly state: BenchState | null; readonly error: unknown } {
  const examination = useOne<PrintExamination>('print-examination', id)
  const body = examination.data?.record.body
  const mark = useOne<LatentMark>('latent-mark', body?.mark ?? null)
  const image = mark.data?.record.body.image ?? null
  const left = useReadout(image, null, mark.data?.record.body.ppi ?? null)
  const of = body?.exemplar?.of ?? null
  const card = useOne<{ number: string; fingers: readonly Finger[] }>(of?.type ?? 'ten-print', of?.id ?? null)
  const finger = card.data?.record.body.fingers.find((one) => one.finger === body?.exemplar?.finger)
  const right = useReadout(finger?.image ?? null, finger?.part ?? null, null)
  const error = examination.error ?? mark.error ?? left.error ?? card.error ?? right.error
  if (examination.data === undefined || mark.data === undefined || left.data === undefined || image === null)
    return { state: null, error }
  if (of !== null && right.data === undefined) return { state: null, error }
  return {
    error,
    state: {
      examination: examination.data.record,
      mark: mark.data.record,
      left: { file: image, part: null, readout: left.data, ppi: mark.data.record.body.ppi ?? 500 },
      right:
        right.data === undefined || finger?.image === undefined || finger.image === null
          ? null
          : { file: finger.image, part: finger.part, readout: right.data, ppi: right.data.quality.ppi },
      card: card.data?.record.body.number ?? '',
    },
  }
}

export type Side = 'mark' | 'exemplar'
export type Pair = PrintExamination['pairs'][number]

export interface Draft {
  readonly analysis: Omit<Analysis, 'lockedAt'>
  /** Not saved yet: what was saved after the exemplar opened is never taken away. */
  readonly later: readonly { readonly on: Side; readonly mark: Mark }[]
  readonly pairs: readonly Pair[]
}

const draftOf = ({ analysis, pairs }: PrintExamination): Draft => {
  const { lockedAt: _, ...rest } = analysis
  return { analysis: rest, later: [], pairs }
}

/** What is set and not saved; begins anew with each saved revision. */
export function useDraft(
  record: Stored<PrintExamination>,
): [Draft, (change: Partial<Draft>) => void, boolean] {
  const fresh = { rev: record.rev, draft: draftOf(record.body) }
  const [kept, setDraft] = useState(fresh)
  const draft = kept.rev === record.rev ? kept : fresh
  const changed = JSON.stringify(draft.draft) !== JSON.stringify(draftOf(record.body))
  return [draft.draft, (change) => setDraft({ ...draft, draft: { ...draft.draft, ...change } }), changed]
}

/** Marks as drawn on one side: the analysis, what came after it, and the engine's where they are asked for. */
export function shownMarks(
  body: PrintExamination,
  draft: Draft,
  side: Side,
  engine: Readout | null,
): ShownMark[] {
  const analysis = side === 'mark' ? draft.analysis.marks : []
  const later = [...body.later, ...draft.later].filter((one) => one.on === side)
  return [
    ...(engine?.minutiae ?? []).map((mark): ShownMark => ({ ...mark, origin: 'engine' })),
    ...analysis.map((mark): ShownMark => ({ ...mark, origin: 'analysis' })),
    ...later.map(({ mark }): ShownMark => ({ ...mark, origin: 'later' })),
  ]
}

export const nearest = (points: readonly Point[], at: Point, within: number): number => {
  let best = -1
  let least = within
  points.forEach((point, i) => {
    const distance = Math.hypot(point.x - at.x, point.y - at.y)
    if (distance <= least) [best, least] = [i, distance]
  })
  return best
}

/** Two views that move as one while they are linked: each by what the other moved, so that an offset set by hand stays. */
export function useViews(
  left: OnBench,
  right: OnBench | null,
  linked: boolean,
): readonly [View, View, (side: Side, view: View) => void] {
  const { width, height } = left.readout
  const [mine, setMine] = useState(() => fitted(width, height, left.ppi))
  const [other, setOther] = useState<View | null>(null)
  const theirs =
    other ?? (right === null ? mine : fitted(right.readout.width, right.readout.height, right.ppi))
  const follow = (from: View, to: View, view: View, scale: number): View => ({
    x: view.x + (to.x - from.x) * scale,
    y: view.y + (to.y - from.y) * scale,
    zoom: (view.zoom * to.zoom) / from.zoom,
    turn: view.turn + to.turn - from.turn,
  })
  const ratio = (right?.ppi ?? left.ppi) / left.ppi
  return [
    mine,
    theirs,
    (side, view) => {
      if (side === 'mark') {
        setMine(view)
        if (linked) setOther(follow(mine, view, theirs, ratio))
      } else {
        setOther(view)
        if (linked) setMine(follow(theirs, view, mine, 1 / ratio))
      }
    },
  ]
}
