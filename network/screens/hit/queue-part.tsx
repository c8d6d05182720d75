import { useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { RecordLink } from '@basinet/console/parts/record/record-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { HitRequestRecord } from '../../hit/contract.ts'
import { useWords } from '../words.ts'
import { useNewest } from './use-hits.ts'

/** Partners' hits that a person here is to look at: confirmed or refused on the request's own page. */
export function QueuePart(): ReactNode {
  const t = useWords()
  const name = useNames()
  const query = useNewest<HitRequestRecord>('hit-request', 'requested')
  return (
    <QueryView query={query} rows={2}>
      {(items) =>
        items.length === 0 ? (
          <p className="muted">{t('network.hit.empty-requests')}</p>
        ) : (
          <Plain
            caption={t('network.hit.queue')}
            head={[
              t('network.hit.column.case'),
              name('record.hit-request.field.requester', 'requester'),
              name('record.hit-request.field.purpose', 'purpose'),
              name('record.hit-request.field.found', 'found'),
              name('record.hit-request.field.requestedAt', 'requested'),
            ]}
            rows={items.map(({ id, body }) => ({
              key: id,
              cells: [
                <PathLink key="c" to={`/regional/hit/hit-request/${id}`}>
                  {body.caseNumber}
                </PathLink>,
                `${body.requester}, ${body.unit}`,
                body.purpose,
                <ul key="f">
                  {body.found.map((f) => (
                    <li key={f.id}>
                      <RecordLink type={f.type} id={f.id} />
                    </li>
                  ))}
                </ul>,
                <Age key="t" at={body.requestedAt} />,
              ],
            }))}
          />
        )
      }
    </QueryView>
  )
}
