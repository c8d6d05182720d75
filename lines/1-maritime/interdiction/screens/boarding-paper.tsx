import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useRecord } from '@basinet/console/api/records.ts'
import { useMe } from '@basinet/console/api/session.ts'
import type { RecordPage } from '@basinet/console/api/types.ts'
import { dtg, position } from '@basinet/console/i18n/nautical.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useNow } from '@basinet/console/state/now.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Boarding } from '../contract/boarding.ts'
import { boardingReport } from '../print/boarding-report.ts'
import css from './interdiction.module.css'
import { operationPath, useWords } from './words.ts'

const EVERY_MS = 60_000

/** The report of one boarding: `?boarding=<id>`. */
export function BoardingPaper({ id }: { id: string }): ReactNode {
  const record = useRecord('boarding', id)
  useScreenLabel(record.data?.record.label ?? null)
  return <QueryView query={record}>{(page) => <Loaded page={page} />}</QueryView>
}

function Loaded({ page }: { page: RecordPage }): ReactNode {
  const w = useWords()
  const me = useMe()
  const now = useNow(EVERY_MS)
  const boarding = page.record.body as unknown as Boarding
  const operation = useRecord('interdiction', boarding.interdiction)
  const seizures = useQueries({
    queries: boarding.seizures.map((seizure) => ({
      queryKey: keys.record('seizure', seizure),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        apiGet<RecordPage>(`/records/seizure/${seizure}`, undefined, signal),
      // Whoever may not read one sees that there is one more.
      retry: false,
    })),
  })
  const paragraphs = boardingReport({
    boarding,
    operation: operation.data?.record.title ?? '',
    exercise: page.record.label.exercise,
    from: `${me.node.nation} ${me.unit.name}`,
    atMs: now,
    position: ({ lat, lon }) => position(lat, lon),
    dtg,
    seizures: seizures.flatMap((s) => s.data?.record.title ?? []),
  })
  return (
    <>
      <PageHead
        title={w('interdiction.boarding-paper')}
        note={
          <PathLink to={operationPath(boarding.interdiction)}>
            {operation.data?.record.title ?? w('record.interdiction.name')}
          </PathLink>
        }
        actions={
          <Button variant="default" onClick={() => window.print()}>
            {w('interdiction.print')}
          </Button>
        }
      />
      <div className={css['page']}>
        <article data-paper className={css['paper']} lang="en" aria-label={w('interdiction.boarding-paper')}>
          {paragraphs.map(({ letter, heading, lines }) => (
            <section key={heading}>
              <h2>{[letter, heading].filter((part) => part !== '').join('. ')}</h2>
              {lines.map((line, n) => (
                // oxlint-disable-next-line react/no-array-index-key -- lines of one paper may repeat
                <p key={n}>{line}</p>
              ))}
            </section>
          ))}
        </article>
      </div>
    </>
  )
}
