import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { nameOf } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { DonorPortal } from '@basinet/funding/contract'
import { useWords } from './words.ts'

/** What the donors a person speaks for fund: figures with their documents, and instruments. Nothing of other donors, nothing to change. */
export function Portal(): ReactNode {
  const w = useWords()
  const [offset, setOffset] = useState(0)
  const query = useQuery({
    queryKey: [...keys.lists('ledger-entry'), 'portal', offset],
    queryFn: ({ signal }) => apiGet<DonorPortal>('/funding/portal', { offset }, signal),
  })
  return (
    <QueryView query={query}>
      {({ donors, entries, next, instruments }) =>
        donors.length === 0 ? (
          <EmptyState title={w('dialogue.portal')} text={w('dialogue.portal-none')} />
        ) : (
          <section>
            <h2>
              {w('dialogue.portal')}: {donors.join(', ')}
            </h2>
            <Plain
              caption={w('dialogue.portal')}
              head={[
                nameOf('field.reference', ''),
                w('field.amount'),
                nameOf('record.ledger-entry.field.basis', 'Basis'),
                nameOf('record.ledger-entry.field.source', 'Source'),
              ]}
              rows={entries.map((entry) => ({
                key: entry.id,
                cells: [
                  entry.reference,
                  `${entry.currency} ${entry.amount}`,
                  nameOf(`record.ledger-entry.value.basis.${entry.basis}`, entry.basis),
                  entry.source.document,
                ],
              }))}
            />
            <Pages offset={offset} next={next} go={setOffset} />
            <h2>{nameOf('record.instrument.plural', 'Instruments')}</h2>
            <Plain
              caption={nameOf('record.instrument.plural', 'Instruments')}
              head={[
                nameOf('field.reference', ''),
                nameOf('field.purpose', ''),
                nameOf('field.nation', ''),
                nameOf('field.state', ''),
              ]}
              rows={instruments.map(({ id, body }) => ({
                key: id,
                cells: [
                  body.reference,
                  body.purpose,
                  body.nation ?? '–',
                  nameOf(`record.instrument.value.state.${body.state}`, body.state),
                ],
              }))}
            />
          </section>
        )
      }
    </QueryView>
  )
}

interface PagesProps {
  readonly offset: number
  readonly next: number | null
  readonly go: (offset: number) => void
}

function Pages({ offset, next, go }: PagesProps): ReactNode {
  const w = useWords()
  return (
    <p className="no-print">
      {offset > 0 && (
        <Button variant="default" onClick={() => go(0)}>
          {w('dialogue.portal-newest')}
        </Button>
      )}{' '}
      {next !== null && (
        <Button variant="default" onClick={() => go(next)}>
          {w('dialogue.portal-older')}
        </Button>
      )}
    </p>
  )
}
