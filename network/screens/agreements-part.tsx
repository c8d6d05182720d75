import { url } from '@basinet/console/api/client.ts'
import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import type { ReactNode } from 'react'
import type { AgreementRow } from '../desk/agreements.ts'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

const STATUS: Record<AgreementRow['state'], Status> = {
  draft: 'neutral',
  offered: 'info',
  countersigned: 'info',
  active: 'good',
  suspended: 'warning',
  ended: 'neutral',
}

/** What is agreed with whom, how it stands, and its text for a printer. */
export function AgreementsPart(): ReactNode {
  const t = useWords()
  const query = useDesk<{ readonly items: readonly AgreementRow[] }>('agreements')
  return (
    <QueryView query={query} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            title={t('network.desk.no-agreements')}
            text={t('network.desk.no-agreements-text')}
            size="small"
          />
        ) : (
          <AgreementsTable items={items} />
        )
      }
    </QueryView>
  )
}

function AgreementsTable({ items }: { items: readonly AgreementRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const { language } = useStore(i18nState)
  const columns = ['state', 'title', 'parties', 'kinds', 'text'] as const
  return (
    <Plain
      caption={t('network.desk.agreements')}
      head={columns.map((c) => t(`network.desk.column.${c}`))}
      rows={items.map((a) => ({
        key: a.hash,
        cells: [
          <StatusMark key="s" status={STATUS[a.state]}>
            {t(`network.state.${a.state}`)}
          </StatusMark>,
          <span key="t">
            {a.title}
            <br />
            <span className="mono small muted">{a.hash.slice(0, 16)}</span>
          </span>,
          a.parties.join(', '),
          a.kinds.map(({ type }) => name(`record.${type}.plural`, type)).join(', '),
          <a
            key="x"
            href={url(`/network/agreements/${a.hash}/text`, { language })}
            target="_blank"
            rel="noreferrer"
          >
            {t('network.desk.open-text')}
          </a>,
        ],
      }))}
    />
  )
}
