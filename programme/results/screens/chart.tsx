import { useFormat } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import { axisOf, type Point } from './figures.ts'
import css from './results.module.css'

const WIDTH = 720
const HEIGHT = 260
const LEFT = 56
const RIGHT = 24
const TOP = 24
const BOTTOM = 34
const LABELS_MAX = 12

/** A line of values with the targets beside it, from zero. The table tells the same to who cannot see it. */
export function Chart({
  label,
  values,
  targets,
  percent,
}: {
  label: string
  values: readonly Point[]
  targets: readonly Point[]
  percent: boolean
}): ReactNode {
  const format = useFormat()
  const axis = axisOf([...values, ...targets].map((p) => p.period))
  if (axis.length === 0) return null
  const most = niceTop(Math.max(...[...values, ...targets].map((p) => p.value), percent ? 10 : 1))
  const x = (period: string): number => {
    const at = axis.indexOf(period)
    const step = (WIDTH - LEFT - RIGHT) / Math.max(1, axis.length - 1)
    return axis.length === 1 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + at * step
  }
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most)
  const last = values.at(-1)
  return (
    <svg className={css['chart']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <Axes axis={axis} most={most} x={x} y={y} percent={percent} />
      <path className={css['target']} d={pathOf(targets, x, y)} />
      {targets.map((p) => (
        <path
          key={p.period}
          className={css['diamond']}
          d={`M${x(p.period)} ${y(p.value) - 6} l6 6 l-6 6 l-6 -6 z`}
        >
          <title>{`${p.period}: ${format.number(p.value)}`}</title>
        </path>
      ))}
      {runsOf(values, axis).map((run) => (
        <path key={run[0]?.period} className={css['line']} d={pathOf(run, x, y)} />
      ))}
      {values.map((p) => (
        <circle key={p.period} className={css['point']} cx={x(p.period)} cy={y(p.value)} r={4}>
          <title>{`${p.period}: ${format.number(p.value, { maximum: 1 })}`}</title>
        </circle>
      ))}
      {last !== undefined && (
        <text
          className={css['value']}
          x={Math.min(x(last.period), WIDTH - 40)}
          y={y(last.value) - 10}
          textAnchor="middle"
        >
          {format.number(last.value, { maximum: 1 })}
          {percent ? ' %' : ''}
        </text>
      )}
    </svg>
  )
}

function Axes({
  axis,
  most,
  x,
  y,
  percent,
}: {
  axis: readonly string[]
  most: number
  x: (period: string) => number
  y: (value: number) => number
  percent: boolean
}): ReactNode {
  const format = useFormat()
  const every = Math.ceil(axis.length / LABELS_MAX)
  return (
    <>
      {[0, most / 2, most].map((tick) => (
        <g key={tick}>
          <line className={css['axis']} x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {format.number(tick)}
            {percent ? ' %' : ''}
          </text>
        </g>
      ))}
      {axis.map(
        (period, n) =>
          n % every === 0 && (
            <text key={period} x={x(period)} y={HEIGHT - 10} textAnchor="middle">
              {period}
            </text>
          ),
      )}
    </>
  )
}

/** Values that follow one another without a missing period: no line is drawn over what is not known. */
function runsOf(values: readonly Point[], axis: readonly string[]): Point[][] {
  const runs: Point[][] = []
  for (const point of values) {
    const before = runs.at(-1)?.at(-1)
    const next = before !== undefined && axis.indexOf(point.period) === axis.indexOf(before.period) + 1
    if (next) runs.at(-1)?.push(point)
    else runs.push([point])
  }
  return runs
}

const pathOf = (points: readonly Point[], x: (p: string) => number, y: (v: number) => number): string =>
  points.map((p, n) => `${n === 0 ? 'M' : 'L'}${x(p.period)} ${y(p.value)}`).join(' ')

/** A round number at or above: 1, 2 or 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}
