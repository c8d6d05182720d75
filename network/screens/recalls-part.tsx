import { useNames } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { RecallDue, RecallRow } from '../desk/recalls.ts'
import css from './desk.module.css'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

const STATUS: Record<RecallDue['state'], Status> = {
  outstanding: 'warning',
  done: 'good',
  'not-held': 'good',
  held: 'critical',
}
const RECEIPT_SHOWN = 24

/** Every recall of ours by partner and age; a signed receipt stands beside each that was answered. */
export function RecallsPart(): ReactNode {
  const t = useWords()
  const query = useDesk<{ readonly items: readonly RecallRow[] }>('recalls')
  return (
    <QueryView query={query} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            title={t('network.desk.no-recalls')}
            text={t('network.desk.no-recalls-text')}
            size="small"
          />
        ) : (
          <RecallsTable items={items} />
        )
      }
    </QueryView>
  )
}

function RecallsTable({ items }: { items: readonly RecallRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const columns = ['nation', 'state', 'kind', 'scope', 'ordered', 'answered', 'receipt'] as const
  const rows = items.flatMap((recall) => recall.due.map((due) => ({ recall, due })))
  return (
    <Plain
      caption={t('network.desk.recalls')}
      head={columns.map((c) => t(`network.desk.column.${c}`))}
      rows={rows.map(({ recall, due }) => ({
        key: `${recall.id}/${due.peer}`,
        ...(due.state === 'outstanding' ? { tone: 'warning' as const } : {}),
        cells: [
          due.peer,
          <StatusMark key="s" status={STATUS[due.state]}>
            {t(`network.desk.due.${due.state}`)}
          </StatusMark>,
          <PathLink key="k" to={`/records/${recall.type}/${recall.record}`}>
            {name(`record.${recall.type}.name`, recall.type)}
          </PathLink>,
          t(`network.desk.scope.${recall.scope}`),
          <Age key="o" at={recall.at} />,
          due.state === 'outstanding' ? '–' : <Age key="a" at={due.at} />,
          due.receipt === null ? (
            '–'
          ) : (
            <span key="r" className={`mono small ${css['receipt'] ?? ''}`} title={due.receipt}>
              {due.receipt.slice(-RECEIPT_SHOWN)}
            </span>
          ),
        ],
      }))}
    />
  )
}
