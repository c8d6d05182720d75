import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { useReadableTitle } from '@basinet/console/parts/record/readable-title.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Seizure } from '../contract.ts'
import { useWords } from './words.ts'
import css from './seizures.module.css'

const SHOWN = 15
type SeizureRecord = AnyRecord & { readonly body: Seizure }

/** What was seized last, newest first. */
export function RecentSeizures(): ReactNode {
  const w = useWords()
  const readable = useReadableTitle()
  const query = useQuery({
    queryKey: [...keys.lists('seizure'), 'recent'],
    queryFn: ({ signal }) =>
      apiGet<Page<SeizureRecord>>('/records/seizure', { sort: '-seizedAt', limit: SHOWN }, signal),
  })
  useScreenLabel(highestLabel((query.data?.items ?? []).map((record) => record.label)))
  return (
    <section className={css['section']}>
      <h2>{w('seizures.recent')}</h2>
      <QueryView query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('seizures.none')} text={w('seizures.none-text')} size="small" />
          ) : (
            <Plain
              caption={w('seizures.recent')}
              head={[
                w('record.seizure.field.reference'),
                w('record.seizure.field.seizedAt'),
                w('record.seizure.field.place'),
                w('record.seizure.field.state'),
              ]}
              rows={items.map(({ id, title, body }) => ({
                key: id,
                cells: [
                  <PathLink key="title" to={`/3-borders/seizures/seizure/${id}`}>
                    {readable(title, 'seizure')}
                  </PathLink>,
                  <TimeText key="at" at={body.seizedAt} />,
                  body.place.name,
                  w(`record.seizure.value.state.${body.state}`),
                ],
              }))}
            />
          )
        }
      </QueryView>
      <p>
        <PathLink to="/3-borders/seizures/seizure">{w('seizures.all')}</PathLink>
      </p>
    </section>
  )
}
