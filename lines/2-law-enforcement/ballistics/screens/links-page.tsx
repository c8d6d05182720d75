import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { BallisticComparison, Link } from '../contract.ts'
import css from './ballistics.module.css'
import { useList } from './data.ts'
import { useLongNames } from './long-names.ts'
import { PLACE, useWords } from './words.ts'

const TIED = { 'f.state.in': 'compared,waiting,concluded', limit: 200 }
const [ROW, WIDE, LEFT, RIGHT] = [34, 960, 220, 440]

/** What ties incidents to each other and to firearms: identifications drawn through, leads that nobody has concluded on broken. */
export function LinksPage(): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: keys.list('ballistic-comparison', { links: true }),
    queryFn: ({ signal }) => apiGet<{ items: readonly Link[] }>('/ballistics/links', undefined, signal),
  })
  const comparisons = useList<BallisticComparison>('ballistic-comparison', TIED)
  useScreenLabel(highestLabel((comparisons.data?.items ?? []).map(({ label }) => label)))
  const nameOf = useLongNames('firearm', [
    ...new Set((query.data?.items ?? []).flatMap((one) => one.firearms)),
  ])
  return (
    <>
      <PageHead title={w('bl.links')} note={w('bl.limits')} />
      <div className={css['page']}>
        <QueryView query={query} rows={5}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={w('bl.links-none')} size="small" />
            ) : (
              <>
                <Chart items={items} nameOf={nameOf} />
                <Plain
                  caption={w('bl.links')}
                  head={[
                    w('record.ballistic-comparison.name'),
                    w('bl.kind'),
                    w('record.ballistic-specimen.field.incident'),
                    w('record.ballistic-specimen.field.firearm'),
                    w('record.ballistic-comparison.field.confirmedBy'),
                  ]}
                  rows={items.map((one) => ({
                    key: one.comparison,
                    cells: [
                      <PathLink key="to" to={`${PLACE}?comparison=${one.comparison}`}>
                        {one.specimens.join(' · ')}
                      </PathLink>,
                      w(one.kind === 'lead' ? 'bl.lead' : 'bl.identified'),
                      one.incidents.join(', ') || '–',
                      one.firearms.map(nameOf).join(', ') || '–',
                      one.confirmedBy ?? '–',
                    ],
                  }))}
                />
              </>
            )
          }
        </QueryView>
      </div>
    </>
  )
}

/** Incidents on the left, firearms on the right; what ties two incidents bends on the left. */
function Chart({
  items,
  nameOf,
}: {
  items: readonly Link[]
  nameOf: (firearm: string) => string
}): ReactNode {
  const w = useWords()
  const incidents = [...new Set(items.flatMap((one) => one.incidents))].toSorted()
  // In the order of what they are tied to, so that lines cross as little as they can.
  const rowOf = (one: Link): number => Math.min(...one.incidents.map((i) => incidents.indexOf(i)))
  const tied = items.toSorted((a, b) => rowOf(a) - rowOf(b))
  const firearms = [...new Set(tied.flatMap((one) => one.firearms))]
  const y = (list: readonly string[], one: string): number => (list.indexOf(one) + 0.5) * ROW
  const high = Math.max(incidents.length, firearms.length) * ROW
  return (
    <figure className={css['figure']}>
      <svg
        className={css['chart']}
        viewBox={`0 0 ${WIDE} ${high}`}
        role="img"
        aria-label={`${w('bl.links')}: ${incidents.length}, ${firearms.length}`}
      >
        {items.map((one) => {
          const [a, b] = one.incidents
          const [firearm] = one.firearms
          const shape =
            a === undefined
              ? ''
              : b !== undefined
                ? `M${LEFT} ${y(incidents, a)}C${LEFT + 110} ${y(incidents, a)} ${LEFT + 110} ${y(incidents, b)} ${LEFT} ${y(incidents, b)}`
                : firearm === undefined
                  ? ''
                  : `M${LEFT} ${y(incidents, a)}L${RIGHT} ${y(firearms, firearm)}`
          return (
            <path
              key={one.comparison}
              d={shape}
              fill="none"
              className={css[one.kind === 'lead' ? 'tie-lead' : 'tie']}
            />
          )
        })}
        {incidents.map((one) => (
          <text key={one} x={LEFT - 8} y={y(incidents, one) + 5} textAnchor="end">
            {one}
          </text>
        ))}
        {firearms.map((one) => (
          <text key={one} x={RIGHT + 8} y={y(firearms, one) + 5}>
            {nameOf(one)}
          </text>
        ))}
      </svg>
      <figcaption className="small muted">{w('bl.chart-legend')}</figcaption>
    </figure>
  )
}
