import { useRecordList } from '@basinet/console/api/records.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { AgreementDossier } from '../../agreements/contract.ts'
import { pathTo } from '../place.ts'
import { useWords } from '../words.ts'

/** What is being written and nobody abroad has seen. */
export function DraftsTable(): ReactNode {
  const t = useWords()
  const query = useRecordList('agreement', { 'f.state': 'draft' })
  return (
    <QueryView query={query} rows={2}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <EmptyState title={t('network.agreements.no-drafts')} size="small" />
        return (
          <Plain
            caption={t('network.agreements.drafts')}
            head={[
              t('network.desk.column.title'),
              t('network.desk.column.parties'),
              t('network.agreements.column.version'),
              t('network.agreements.column.changed'),
            ]}
            rows={items.map((record) => {
              const body = record.body as unknown as AgreementDossier
              return {
                key: record.id,
                cells: [
                  <PathLink key="t" to={pathTo('agreements', record.id)}>
                    {body.terms.title}
                  </PathLink>,
                  body.terms.sides.parties.join(', '),
                  body.edition,
                  <Age key="a" at={record.updatedAt} />,
                ],
              }
            })}
          />
        )
      }}
    </QueryView>
  )
}
