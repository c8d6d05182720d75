import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FrameworkRow } from '../http.ts'
import { Behind } from './behind.tsx'
import { Framework } from './framework.tsx'
import { ImportValues } from './import-values.tsx'
import { IndicatorView } from './indicator-view.tsx'
import css from './results.module.css'
import { useWords } from './words.ts'

/** Where a results officer begins: the framework of the nation, one indicator by its address, an import. */
export function ResultsPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const me = useMe()
  const navigate = useNavigate()
  const { data: catalogue } = useCatalogue()
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  // A demonstration node has nothing but exercises: there they are shown unless somebody says otherwise.
  const exercise = (search['exercise'] ?? (me.node.mode === 'demo' ? '1' : '0')) === '1'
  const set = (change: Readonly<Record<string, string>>): void =>
    void navigate({ to: '.', search: { ...search, ...change }, replace: true })
  const code = search['indicator']
  const behind = search['behind']
  return (
    <>
      <PageHead
        title={name('capability.results.name', 'Results')}
        note={name('capability.results.note', '')}
        actions={
          <div className={`${css['links'] ?? ''} no-print`}>
            <Checkbox
              label={w('results.exercise')}
              checked={exercise}
              onChange={(event) => set({ exercise: event.target.checked ? '1' : '0' })}
            />
            {catalogue?.commands['result-value.import']?.allowed === true &&
              search['import'] === undefined && (
                <PathLink to="/programme/results?import=1">{w('results.import')}</PathLink>
              )}
            {(code !== undefined || behind !== undefined || search['import'] !== undefined) && (
              <PathLink to="/programme/results">{w('results.back')}</PathLink>
            )}
          </div>
        }
      />
      <div className={css['page']}>
        {exercise && <p className={css['note']}>{w('results.exercise-note')}</p>}
        {search['import'] !== undefined ? (
          <ImportValues />
        ) : behind !== undefined ? (
          <Behind id={behind} />
        ) : code !== undefined ? (
          <IndicatorView code={code} nation={search['nation'] ?? me.node.nation} exercise={exercise} />
        ) : (
          <Overview exercise={exercise} />
        )}
      </div>
    </>
  )
}

function Overview({ exercise }: { exercise: boolean }): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: [...keys.lists('result-value'), 'framework', exercise],
    queryFn: ({ signal }) =>
      apiGet<{ rows: FrameworkRow[]; nation: string }>('/results/framework', { exercise }, signal),
  })
  useScreenLabel(highestLabel((query.data?.rows ?? []).map((row) => row.label)))
  return (
    <>
      <Framework query={query} exercise={exercise} />
      <p className={css['links']}>
        <span className="muted">{w('results.all')}</span>
        {(
          ['indicator', 'result-value', 'result-target', 'published-result', 'quality-assessment'] as const
        ).map((type) => (
          <PathLink key={type} to={`/programme/results/${type}`}>
            {w(`record.${type}.plural`)}
          </PathLink>
        ))}
      </p>
    </>
  )
}
