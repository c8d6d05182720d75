import { PathLink } from '@basinet/console/parts/path-link.tsx'
import type { ReactNode } from 'react'
import type { Stage } from '../contract.ts'
import { useAmount } from './amount-text.ts'
import { useFilter } from './use-filter.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

const WIDTH = 960
const HEIGHT = 200
const BAR = 18
const GAP = (WIDTH - BAR) / 5
const MOST = 168

/**
 * The way of the money. A bar is a stage's own figure; the band to the next is what that stage says of itself. Nothing is added
 * over stages, and a stage without a figure is drawn empty.
 */
export function Flow({ stages, currency }: { stages: readonly Stage[]; currency: string }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const { filter } = useFilter()
  const most = Math.max(1, ...stages.map((s) => Number(s.high ?? 0)))
  const height = (value: string | null): number =>
    value === null ? 0 : Math.max(2, (Number(value) / most) * MOST)
  const said = (s: Stage): string => {
    if (s.low === null || s.high === null) return w(`funding.why.${s.why ?? 'none'}`)
    const range = Number(s.low) === Number(s.high) ? amount(s.high) : `${amount(s.low)} – ${amount(s.high)}`
    return s.why === null ? range : `${range} (${w(`funding.why.${s.why}`)})`
  }
  const label = (s: Stage): string => w(`record.ledger-entry.value.basis.${s.basis}`)
  const link = (s: Stage): string => {
    const query = new URLSearchParams({ ...filter, view: 'table', basis: s.basis, currency })
    return `/programme/funding?${query.toString()}`
  }
  return (
    <section className={css['figure']} aria-labelledby="flow">
      <h2 id="flow">{w('funding.flow', { currency })}</h2>
      <p className="muted small">{w('funding.flow-note')}</p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={stages.map((s) => `${label(s)}: ${said(s)}`).join('; ')}
      >
        {stages.map((stage, n) => {
          const next = stages[n + 1]
          const x = n * GAP
          const own = height(stage.high)
          const band = Math.min(own, height(next?.high ?? null))
          const top = (h: number): number => HEIGHT - 8 - h
          return (
            <g key={stage.basis}>
              {band > 0 && (
                <path
                  className={css['band']}
                  d={`M${x + BAR} ${top(own)} C${x + GAP / 2} ${top(own)} ${x + GAP / 2} ${top(band)} ${x + GAP} ${top(band)} V${HEIGHT - 8} H${x + BAR} Z`}
                />
              )}
              {own === 0 ? (
                <rect className={css['absent']} x={x} y={top(40)} width={BAR} height={40} />
              ) : (
                <>
                  <rect className={css['open']} x={x} y={top(own)} width={BAR} height={own} />
                  <rect
                    className={css['bar']}
                    x={x}
                    y={top(height(stage.low))}
                    width={BAR}
                    height={height(stage.low)}
                  />
                </>
              )}
            </g>
          )
        })}
      </svg>
      <ol className={css['stages']}>
        {stages.map((stage) => (
          <li key={stage.basis}>
            <PathLink to={link(stage)}>{label(stage)}</PathLink>
            <span>{said(stage)}</span>
            {stage.of !== null && <span className="muted small">{w(`funding.of.${stage.of}`)}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
