import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { LeftRow, StayedRow } from '../desk/left.ts'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

interface Answer {
  readonly left: readonly LeftRow[]
  readonly stayed: readonly StayedRow[]
}

/** What left the country in a day and a month, to whom and for which purpose; and what stayed, and why. */
export function LeftPart(): ReactNode {
  const t = useWords()
  const query = useDesk<Answer>('left')
  return (
    <QueryView query={query} rows={3}>
      {({ left, stayed }) => (
        <>
          {left.length === 0 ? (
            <EmptyState
              title={t('network.desk.none-left')}
              text={t('network.desk.none-left-text')}
              size="small"
            />
          ) : (
            <LeftTable rows={left} />
          )}
          {stayed.length > 0 && <StayedTable rows={stayed} />}
        </>
      )}
    </QueryView>
  )
}

function LeftTable({ rows }: { rows: readonly LeftRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  const columns = ['nation', 'kind', 'purpose', 'today', 'month', 'held'] as const
  return (
    <Plain
      caption={t('network.desk.left')}
      head={columns.map((c) => t(`network.desk.column.${c}`))}
      rows={rows.map((r) => ({
        key: `${r.peer}/${r.type}/${r.agreement}/${r.agreementVersion}/${r.purpose}`,
        cells: [
          r.peer,
          name(`record.${r.type}.plural`, r.type),
          name(`purpose.${r.purpose}`, r.purpose),
          format.number(r.today),
          format.number(r.month),
          format.number(r.held),
        ],
      }))}
    />
  )
}

function StayedTable({ rows }: { rows: readonly StayedRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  const columns = ['nation', 'kind', 'reason', 'records'] as const
  return (
    <>
      <h3>{t('network.desk.stayed')}</h3>
      <Plain
        caption={t('network.desk.stayed')}
        head={columns.map((c) => t(`network.desk.column.${c}`))}
        rows={rows.map((r) => ({
          key: `${r.peer}/${r.type}/${r.reason}`,
          cells: [
            r.peer,
            name(`record.${r.type}.plural`, r.type),
            name(`network.reason.${r.reason}`, r.reason),
            format.number(r.records),
          ],
        }))}
      />
    </>
  )
}
