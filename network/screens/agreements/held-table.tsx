import { useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { AgreementRow } from '../../desk/agreements.ts'
import { pathTo } from '../place.ts'
import { useDesk } from '../use-desk.ts'
import { useWords } from '../words.ts'
import { STATUS } from './status.ts'

/** What is agreed with whom and how it stands, each a link to its page. */
export function HeldTable(): ReactNode {
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
          <Table items={items} />
        )
      }
    </QueryView>
  )
}

function Table({ items }: { items: readonly AgreementRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const columns = ['state', 'title', 'parties', 'kinds'] as const
  return (
    <Plain
      caption={t('network.desk.agreements')}
      head={[...columns.map((c) => t(`network.desk.column.${c}`)), t('network.agreements.column.version')]}
      rows={items.map((a) => ({
        key: a.hash,
        cells: [
          <StatusMark key="s" status={STATUS[a.state] ?? 'neutral'}>
            {t(`network.state.${a.state}`)}
            {a.superseded && <span className="muted small"> {t('network.agreements.superseded')}</span>}
          </StatusMark>,
          <PathLink key="t" to={pathTo('agreements', a.hash)}>
            {a.title}
          </PathLink>,
          a.parties.join(', '),
          a.kinds.map(({ type }) => name(`record.${type}.plural`, type)).join(', '),
          a.version,
        ],
      }))}
    />
  )
}
