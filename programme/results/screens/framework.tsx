import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { FrameworkRow } from '../http.ts'
import { figureOf } from './figures.ts'
import css from './results.module.css'
import { useWords } from './words.ts'

const GOALS = ['trafficking', 'safety', 'social-justice'] as const

type Asked = Parameters<typeof QueryView<{ rows: FrameworkRow[]; nation: string }>>[0]['query']

/** The nation's indicators under the three goals, each with its newest value and target; missing is said, never zero. */
export function Framework({ query, exercise }: { query: Asked; exercise: boolean }): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  return (
    <QueryView query={query} rows={8}>
      {({ rows, nation }) => (
        <>
          {catalogue?.commands['indicator.define']?.allowed === true && (
            <p className={css['links']}>
              <PathLink to="/programme/results/indicator/new/define">
                {w('command.indicator.define.name')}
              </PathLink>
              <PathLink to="/programme/results/result-value/new/report">
                {w('command.result-value.report.name')}
              </PathLink>
              <PathLink to="/programme/results/result-value/new/compute">
                {w('command.result-value.compute.name')}
              </PathLink>
            </p>
          )}
          {rows.length === 0 ? (
            <EmptyState title={w('results.none')} text={w('results.none-text')} />
          ) : (
            GOALS.map((goal) => {
              const own = rows.filter((r) => r.indicator.goal === goal)
              return own.length === 0 ? null : (
                <section
                  key={goal}
                  className={css['section']}
                  aria-label={w(`record.indicator.value.goal.${goal}`)}
                >
                  <h2>
                    {w(`record.indicator.value.goal.${goal}`)} <span className="muted">{nation}</span>
                  </h2>
                  <Rows rows={own} exercise={exercise} />
                </section>
              )
            })
          )}
        </>
      )}
    </QueryView>
  )
}

function Rows({ rows, exercise }: { rows: readonly FrameworkRow[]; exercise: boolean }): ReactNode {
  const w = useWords()
  const format = useFormat()
  return (
    <Plain
      caption={w('record.indicator.plural')}
      head={[
        w('record.indicator.name'),
        w('record.indicator.field.unit'),
        w('results.latest'),
        w('record.result-value.field.period'),
        w('results.target'),
        w('record.indicator.field.area'),
      ]}
      rows={rows.map(({ id, indicator, latest, target }) => {
        const figure = latest === null ? null : figureOf(latest)
        const unit = indicator.aggregation === 'ratio' ? ' %' : ''
        return {
          key: id,
          cells: [
            <PathLink
              key="title"
              to={`/programme/results?indicator=${encodeURIComponent(indicator.code)}${exercise ? '&exercise=1' : ''}`}
            >
              {indicator.code} {indicator.title}
            </PathLink>,
            indicator.unit,
            figure === null ? (
              <span key="value" className={css['missing']}>
                {w('results.missing')}
              </span>
            ) : (
              <span
                key="value"
                className={target !== null && figure >= target.value ? css['reached'] : undefined}
              >
                {format.number(figure, { maximum: 1 })}
                {unit}
              </span>
            ),
            latest?.period ?? '–',
            target === null ? '–' : `${format.number(target.value)}${unit} (${target.period})`,
            w(`record.indicator.value.area.${indicator.area}`),
          ],
        }
      })}
    />
  )
}
