import { useFormat } from '@basinet/console/i18n/use.ts'
import { cx } from '@basinet/console/parts/cx.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { FailedState, LoadingState } from '@basinet/console/parts/state/states.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useState, type ReactNode } from 'react'
import { pictureOf } from '../data.ts'
import { BENCH, useWords } from '../words.ts'
import css from './bench.module.css'
import { Steps } from './steps.tsx'
import { LOOKS, Toolbar, type Looks } from './toolbar.tsx'
import {
  shownMarks,
  useBench,
  useDraft,
  useViews,
  type BenchState,
  type Draft,
  type OnBench,
  type Side,
} from './use-bench.ts'
import { numberedOf, pointsOf, type Half, type Line } from './points.ts'
import { millimetres, scaleOf, type View } from './view.ts'
import { Viewer, type Tool } from './viewer.tsx'

/** Two prints side by side and the steps of ACE-V beside them. */
export function Workbench({ id }: { id: string }): ReactNode {
  const { state, error } = useBench(id)
  useScreenLabel(state?.examination.label ?? null)
  if (state === null)
    return error === null || error === undefined ? (
      <LoadingState />
    ) : (
      <FailedState error={error} retry={() => window.location.reload()} />
    )
  return <Bench key={state.right === null ? 'one' : 'two'} bench={state} />
}

const TOOLS: Readonly<Record<string, readonly Tool[]>> = {
  analysing: ['move', 'ending', 'bifurcation', 'unsure', 'region', 'erase', 'measure'],
  comparing: ['move', 'ending', 'bifurcation', 'unsure', 'pair', 'erase', 'measure'],
}
const LOOK_TOOLS: readonly Tool[] = ['move', 'measure']

function Bench({ bench }: { bench: BenchState }): ReactNode {
  const w = useWords()
  const { examination, mark, left, right } = bench
  const { state, seat, exemplar } = examination.body
  const [draft, change, changed] = useDraft(examination)
  const [tool, setTool] = useState<Tool>('move')
  const [looks, setLooks] = useState(LOOKS)
  const [leftView, rightView, setView] = useViews(left, right, looks.linked)
  const [half, setHalf] = useState<Half | null>(null)
  const [line, setLine] = useState<Line>({ side: 'mark', points: [] })
  const tools = TOOLS[state] ?? LOOK_TOOLS
  const using = tools.includes(tool) ? tool : 'move'
  const onPoint = pointsOf({ bench, draft, change, tool: using, half, setHalf, setLine })
  const shared = { bench, draft, looks, tool: using, half, line }
  const markName = `${w('record.latent-mark.name')} ${mark.body.number}`
  return (
    <>
      <PageHead
        title={markName}
        note={`${w(`value.seat.${seat}`)} · ${w(`value.state.${state}`)}`}
        actions={<PathLink to={`${BENCH}?mark=${mark.id}`}>{w('fp.to-mark')}</PathLink>}
      />
      <div className={css['layout']}>
        <div>
          <Toolbar tools={tools} tool={using} setTool={setTool} looks={looks} setLooks={setLooks} />
          <div className={cx(css['prints'], right === null && css['one'])}>
            <Print
              {...shared}
              side="mark"
              on={left}
              label={markName}
              view={leftView}
              setView={setView}
              onPoint={onPoint}
            />
            {right !== null && (
              <Print
                {...shared}
                side="exemplar"
                on={right}
                label={`${bench.card}, ${w(`fp.finger.${(exemplar?.finger ?? 1) as 1}`)}`}
                view={rightView}
                setView={setView}
                onPoint={onPoint}
              />
            )}
          </div>
          <p className={css['legend']}>
            <span>○ {w('fp.legend.analysis')}</span>
            <span>□ {w('fp.legend.later')}</span>
            <span>△ {w('fp.legend.engine')}</span>
            <span>{w('fp.keys')}</span>
          </p>
        </div>
        <aside className={css['side']}>
          <Steps record={examination} draft={draft} change={change} changed={changed} />
        </aside>
      </div>
    </>
  )
}

interface PrintProps {
  readonly bench: BenchState
  readonly draft: Draft
  readonly looks: Looks
  readonly tool: Tool
  readonly half: Half | null
  readonly line: Line
  readonly side: Side
  readonly on: OnBench
  readonly label: string
  readonly view: View
  readonly setView: (side: Side, view: View) => void
  readonly onPoint: ReturnType<typeof pointsOf>
}

function Print({ bench, draft, looks, half, line, side, on, label, view, ...rest }: PrintProps): ReactNode {
  const w = useWords()
  const { overlay, engine, invert, enhance } = looks
  const marks = shownMarks(bench.examination.body, draft, side, engine ? on.readout : null)
  return (
    <section className={css['print']}>
      <h2>
        <span>{label}</span>
        <Measured line={line} side={side} ppi={on.ppi} />
      </h2>
      <Viewer
        label={label}
        picture={pictureOf(on.file, on.part)}
        width={on.readout.width}
        height={on.readout.height}
        ppi={on.ppi}
        view={view}
        setView={(next) => rest.setView(side, next)}
        tool={rest.tool}
        marks={overlay ? marks : []}
        region={side === 'mark' && overlay ? draft.analysis.region : []}
        numbered={overlay ? numberedOf(draft, side, half) : []}
        line={line.side === side ? line.points : []}
        invert={invert}
        enhance={enhance}
        onPoint={rest.onPoint(side, on, scaleOf(view, on.ppi))}
        hint={w('fp.keys')}
      />
    </section>
  )
}

function Measured({ line, side, ppi }: { line: Line; side: Side; ppi: number }): ReactNode {
  const format = useFormat()
  const [a, b] = line.points
  if (line.side !== side || a === undefined || b === undefined) return null
  return <output>{format.number(millimetres(a, b, ppi), { maximum: 2 })} mm</output>
}
