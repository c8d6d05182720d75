import { bearing, position } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { METRES_PER_NM } from '@basinet/geodesy'
import { legsOf } from '@basinet/intercept'
import type { ReactNode } from 'react'
import css from './interdiction.module.css'
import type { SearchAsked, SearchPlan } from './search-plan.ts'
import { useWords } from './words.ts'

const HOUR_S = 3600

/** h:mm, as a helmsman reads it off a sheet. */
function clock(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** The plan as it goes aboard: probabilities, and every leg with its turning point. */
export function SearchPaper({ asked, plan }: { asked: SearchAsked; plan: SearchPlan }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const percent = (value: number): string => `${format.number(100 * value, { maximum: 1 })} %`
  const nm = (metres: number): string => `${format.number(metres / METRES_PER_NM, { maximum: 2 })} NM`
  const { pattern } = plan
  const legs = legsOf(pattern)
  const rows = legs.map((leg, n) => ({
    leg,
    number: n + 1,
    to: pattern.points[n + 1],
    runM: legs.slice(0, n + 1).reduce((sum, { distanceM }) => sum + distanceM, 0),
  }))
  return (
    <article data-paper className={css['paper']}>
      <h2>
        {w('interdiction.search-plan')}: {w(`interdiction.search-kind.${asked.kind}`)}
      </h2>
      <dl className={css['pairs']}>
        <dt>{w('interdiction.search-datum')}</dt>
        <dd>{asked.datum}</dd>
        <dt>{w('interdiction.search-track')}</dt>
        <dd>{nm(pattern.lengthM)}</dd>
        <dt>{w('interdiction.search-time')}</dt>
        <dd>{clock(plan.seconds)}</dd>
        <dt>{w('interdiction.search-coverage')}</dt>
        <dd>{format.number(plan.coverage, { maximum: 2 })}</dd>
        <dt>{w('interdiction.search-pod')}</dt>
        <dd>{percent(plan.pod)}</dd>
        <dt>{w('interdiction.search-pos')}</dt>
        <dd>{percent(plan.pos)}</dd>
        <dt>{w('interdiction.search-after')}</dt>
        <dd>{plan.after === null ? '–' : percent(plan.after)}</dd>
      </dl>
      <Plain
        caption={w('interdiction.search-plan')}
        head={[
          w('interdiction.search-leg'),
          w('interdiction.search-course'),
          w('interdiction.distance'),
          w('interdiction.search-to'),
          w('interdiction.search-at'),
        ]}
        rows={rows.map(({ leg, number, to, runM }) => {
          const hours = runM / METRES_PER_NM / (asked.speedKn ?? 1)
          return {
            key: String(number),
            cells: [
              format.number(number),
              bearing(leg.bearingDeg),
              nm(leg.distanceM),
              to === undefined ? '–' : position(to.lat, to.lon),
              clock(hours * HOUR_S),
            ],
          }
        })}
      />
    </article>
  )
}
