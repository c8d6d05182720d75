import { apiGet, url } from '@basinet/console/api/client.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCertificates } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** Certificates, newest first, and what a post without a network needs to verify them. */
export function Certificates(): ReactNode {
  const w = useWords()
  const format = useFormat()
  const name = useNames()
  const query = useCertificates()
  const { data: catalogue } = useCatalogue()
  useScreenLabel(highestLabel((query.data?.items ?? []).map((r) => r.label)))
  return (
    <div className={css['columns']}>
      <section className={css['section']}>
        <h2>{w('record.training-certificate.plural')}</h2>
        {catalogue?.commands['training-certificate.recognise']?.allowed === true && (
          <p>
            <PathLink to="/programme/training/training-certificate/new/recognise">
              {w('command.training-certificate.recognise.name')}
            </PathLink>
          </p>
        )}
        <QueryView query={query} rows={6}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={w('training.certificates-none')} size="small" />
            ) : (
              <Plain
                caption={w('record.training-certificate.plural')}
                head={[
                  name('field.name', 'Name'),
                  w('record.course.name'),
                  w('record.training-certificate.field.validUntil'),
                  w('record.training-certificate.field.origin'),
                  name('field.state', 'State'),
                ]}
                rows={items.map(({ id, body }) => ({
                  key: id,
                  cells: [
                    <PathLink key="name" to={`/programme/training?certificate=${id}`}>
                      {body.name}
                    </PathLink>,
                    body.code,
                    body.validUntil === null ? '–' : format.date(body.validUntil, 'UTC'),
                    w(`record.training-certificate.value.origin.${body.origin}`),
                    w(`record.training-certificate.value.state.${body.state}`),
                  ],
                }))}
              />
            )
          }
        </QueryView>
      </section>
      <Offline />
    </div>
  )
}

function Offline(): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: ['training', 'key'],
    queryFn: ({ signal }) => apiGet<{ did: string }>('/training/key', undefined, signal),
  })
  return (
    <section className={css['section']}>
      <h2>{w('training.offline')}</h2>
      <p>{w('training.offline-text')}</p>
      <p className={css['links']}>
        <a href={url('/training/status-list')} download>
          {w('training.status-list')}
        </a>
        <a href={url('/training/verify-page')} download>
          {w('training.verify-page')}
        </a>
      </p>
      {query.data !== undefined && (
        <p>
          {w('training.key')} <span className={css['mono']}>{query.data.did}</span>
        </p>
      )}
    </section>
  )
}
