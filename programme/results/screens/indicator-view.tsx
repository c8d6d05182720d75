import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { IndicatorTable } from '../http.ts'
import { PARTNERS } from '../partners.ts'
import { Chart } from './chart.tsx'
import { pointsOf, targetsOf } from './figures.ts'
import css from './results.module.css'
import { ValueTable } from './value-table.tsx'
import { useWords } from './words.ts'

/** One indicator: its definition, a chart of a nation with its targets, the table of all nations and the roll-up beside it. */
export function IndicatorView({
  code,
  nation,
  exercise,
}: {
  code: string
  nation: string
  exercise: boolean
}): ReactNode {
  const query = useQuery({
    queryKey: [...keys.lists('result-value'), 'table', code, exercise],
    queryFn: ({ signal }) => apiGet<IndicatorTable>('/results/table', { code, exercise }, signal),
  })
  useScreenLabel(query.data?.label ?? null)
  return (
    <QueryView query={query} rows={10}>
      {(table) => <Shown table={table} nation={nation} />}
    </QueryView>
  )
}

function Shown({ table, nation }: { table: IndicatorTable; nation: string }): ReactNode {
  const w = useWords()
  const name = useNames()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  const { indicator } = table
  const percent = indicator.aggregation === 'ratio'
  const values = pointsOf(table.values, nation)
  const targets = targetsOf(table.targets, nation, 'target')
  const unit = percent ? '%' : indicator.unit
  const label = w('results.chart', { nation, unit })
  return (
    <>
      <section className={css['section']}>
        <h2>
          {indicator.code} {indicator.title}
        </h2>
        <p className={css['definition']}>{indicator.definition}</p>
        <p className="muted">
          {indicator.unit} · {w(`record.indicator.value.aggregation.${indicator.aggregation}`)} ·{' '}
          {w(`record.indicator.value.level.${indicator.level}`)} ·{' '}
          <PathLink to={`/programme/results/indicator/${table.id}`}>{w('record.indicator.name')}</PathLink>
        </p>
        {indicator.aggregation === 'never' && (
          <p className={css['note']}>
            {w('results.refused-note', { why: indicator.definition.slice(0, 160) })}
          </p>
        )}
      </section>
      {table.values.length === 0 ? (
        <EmptyState title={w('results.no-values')} size="small" />
      ) : (
        <div className={css['columns']}>
          <section className={css['section']}>
            <div className={css['links']}>
              <h2>{label}</h2>
              <NativeSelect
                className="no-print"
                aria-label={name('field.nation', 'Nation')}
                value={nation}
                data={[...PARTNERS]}
                onChange={(event) =>
                  void navigate({ to: '.', search: { ...search, nation: event.target.value }, replace: true })
                }
              />
            </div>
            <Chart label={label} values={values} targets={targets} percent={percent} />
          </section>
          <ValueTable table={table} nation={nation} />
        </div>
      )}
    </>
  )
}
