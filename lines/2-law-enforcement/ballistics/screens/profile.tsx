import type { ReactNode } from 'react'
import type { HeightMap } from '../contract.ts'
import css from './ballistics.module.css'
import { useWords } from './words.ts'

const [WIDE, HIGH, LEFT, FOOT] = [640, 150, 44, 22]
const TICKS = 5

/** Heights along one line of both maps, with their scales. */
export function Profile({
  first,
  second,
  row,
  names,
}: {
  first: HeightMap
  second: HeightMap
  row: number
  names: readonly [string, string]
}): ReactNode {
  const w = useWords()
  const lines = [first, second].map((map) => {
    const y = Math.min(map.height - 1, Math.floor((map.height * row) / 100))
    return { step: map.spacingUm, z: map.z.slice(y * map.width, (y + 1) * map.width) }
  })
  const most = Math.max(10, ...lines.flatMap(({ z }) => z.map((value) => Math.abs(value ?? 0))))
  const longest = Math.max(...lines.map(({ step, z }) => step * (z.length - 1)), 1)
  const [wide, high] = [WIDE - LEFT, HIGH - FOOT]
  const path = ({ step, z }: (typeof lines)[number]): string =>
    z
      .map((value, i) => {
        if (value === null) return ''
        const x = LEFT + ((i * step) / longest) * wide
        return `${i === 0 || z[i - 1] === null ? 'M' : 'L'}${x.toFixed(1)} ${(high / 2 - (value / most) * (high / 2)).toFixed(1)}`
      })
      .join('')
  return (
    <figure className={css['figure']}>
      <svg className={css['plot']} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={w('bl.profile')}>
        {[most, 0, -most].map((value, i) => (
          <g key={value} className={css['axis']}>
            <line x1={LEFT} x2={WIDE} y1={(i * high) / 2} y2={(i * high) / 2} />
            <text x={LEFT - 6} y={Math.min(high, Math.max(10, (i * high) / 2 + 4))} textAnchor="end">
              {(value / 100).toFixed(1)}
            </text>
          </g>
        ))}
        {Array.from({ length: TICKS }, (_, i) => (
          <text
            key={i}
            className={css['axis']}
            x={LEFT + (i / (TICKS - 1)) * wide}
            y={HIGH - 4}
            textAnchor={i === 0 ? 'start' : i === TICKS - 1 ? 'end' : 'middle'}
          >
            {((longest * i) / (TICKS - 1) / 1000).toFixed(2)}
          </text>
        ))}
        {lines.map((line, i) => (
          <path
            key={names[i]}
            d={path(line)}
            fill="none"
            className={css[i === 0 ? 'line-first' : 'line-second']}
          />
        ))}
      </svg>
      <figcaption className="small muted">
        {w('bl.profile')}. {w('bl.profile-lines', { first: names[0], second: names[1] })}
      </figcaption>
    </figure>
  )
}
