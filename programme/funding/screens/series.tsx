import type { ReactNode } from 'react'
import type { Point } from '../contract.ts'
import { useMillions } from './amount-text.ts'
import { useWords } from './words.ts'
import { useFilter } from './use-filter.ts'
import css from './funding.module.css'

const HEIGHT = 84
const COLUMN = 64

/** Years of each basis in a strip of its own: figures of unlike bases never share an axis or a stack. */
export function Series({ points, currency }: { points: readonly Point[]; currency: string }): ReactNode {
  const w = useWords()
  if (points.length === 0) return null
  const years = points.map((p) => p.year)
  const first = Math.min(...years)
  const span = Array.from({ length: Math.max(...years) - first + 1 }, (_, n) => first + n)
  const bases = [...Map.groupBy(points, (p) => `${p.basis} ${p.of}`)]
  return (
    <section className={css['figure']} aria-labelledby="series">
      <h2 id="series">{w('funding.series', { currency })}</h2>
      <div className={css['scroll']}>
        {bases.map(([key, own]) => (
          <Strip key={key} points={own} years={span} />
        ))}
      </div>
    </section>
  )
}

function Strip({ points, years }: { points: readonly Point[]; years: readonly number[] }): ReactNode {
  const w = useWords()
  const millions = useMillions()
  const { set } = useFilter()
  const [first] = points
  if (first === undefined) return null
  const most = Math.max(1, ...points.map((p) => Number(p.high)))
  const tall = (value: string): number => (Number(value) / most) * (HEIGHT - 34)
  const text = (p: Point): string =>
    Number(p.low) === Number(p.high)
      ? `${p.why === 'not-exact' ? '~' : ''}${millions(p.high)}`
      : `${millions(p.low)} / ${millions(p.high)}`
  return (
    <figure className={css['strip']}>
      <figcaption>
        {w(`record.ledger-entry.value.basis.${first.basis}`)}
        <span className="muted small"> {w(`funding.of.${first.of}`)}</span>
      </figcaption>
      <ol style={{ gridTemplateColumns: `repeat(${years.length}, ${COLUMN}px)` }}>
        {years.map((year) => {
          const point = points.find((p) => p.year === year)
          return (
            <li key={year} data-why={point?.why ?? undefined}>
              {point === undefined ? (
                <span className="muted small" title={w('funding.why.none')}>
                  –
                </span>
              ) : (
                <button
                  type="button"
                  className={css['column']}
                  onClick={() =>
                    set({
                      view: 'table',
                      basis: point.basis,
                      yearFrom: String(year),
                      yearUntil: String(year),
                    })
                  }
                >
                  <span>{text(point)}</span>
                  {point.why !== null && (
                    <span className="visually-hidden">{w(`funding.why.${point.why}`)}</span>
                  )}
                  <i style={{ height: `${tall(point.high)}px` }} aria-hidden>
                    <b style={{ height: `${tall(point.low)}px` }} />
                  </i>
                </button>
              )}
              <span className="small">FY{year}</span>
            </li>
          )
        })}
      </ol>
    </figure>
  )
}
