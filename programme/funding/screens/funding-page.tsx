import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Tabs } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FundingTable } from '../contract.ts'
import { FilterBar } from './filter-bar.tsx'
import { Flow } from './flow.tsx'
import { Instruments } from './instruments.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { NationsMap } from './nations-map.tsx'
import { PartnerFile } from './partner-file.tsx'
import { RecordPayment } from './record-payment.tsx'
import { Series } from './series.tsx'
import { useFilter } from './use-filter.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

const VIEWS = ['figures', 'table', 'instruments', 'partners', 'record'] as const

/** The programme officer's bench: what the money is said to have done, and where each figure stands. */
export function FundingPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { filter, view, set } = useFilter()
  const { data: catalogue } = useCatalogue()
  const mayPost = catalogue?.commands['ledger-entry.post']?.allowed === true
  const { view: _, ...asked } = filter
  const query = useQuery({
    queryKey: [...keys.lists('ledger-entry'), 'table', asked],
    queryFn: ({ signal }) => apiGet<FundingTable>('/funding/table', asked, signal),
    placeholderData: keepPreviousData,
  })
  useScreenLabel(query.data?.label ?? null)
  return (
    <>
      <PageHead
        title={name('capability.funding.name', 'Funding')}
        note={name('capability.funding.note', '')}
        actions={
          <>
            <PathLink to="/programme/funding/ledger-entry">{name('record.ledger-entry.plural', '')}</PathLink>
            <PathLink to="/programme/funding/source-document">{w('record.source-document.plural')}</PathLink>
          </>
        }
      />
      <Tabs value={view} onChange={(next) => set({ view: next ?? 'figures' })} keepMounted={false}>
        <Tabs.List px="var(--b-pad)">
          {VIEWS.filter((id) => id !== 'record' || mayPost).map((id) => (
            <Tabs.Tab key={id} value={id}>
              {w(`funding.view.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {(view === 'figures' || view === 'table') && (
          <div className={css['page']}>
            <QueryView query={query}>
              {(table) => (
                <>
                  <FilterBar table={table} />
                  {table.exercise && <p className="muted small">{w('funding.exercise')}</p>}
                  {table.lines === 0 ? (
                    <Nothing />
                  ) : view === 'table' ? (
                    <LedgerTable table={table} />
                  ) : (
                    <Figures table={table} />
                  )}
                </>
              )}
            </QueryView>
          </div>
        )}
        {view === 'instruments' && <Instruments />}
        {view === 'partners' && <PartnerFile />}
        {view === 'record' && mayPost && <RecordPayment />}
      </Tabs>
    </>
  )
}

function Figures({ table }: { table: FundingTable }): ReactNode {
  const { filter } = useFilter()
  const currency =
    filter.currency ?? (table.currencies.includes('USD') ? 'USD' : (table.currencies[0] ?? 'USD'))
  return (
    <>
      <Flow stages={table.stages} currency={currency} />
      <Series points={table.series} currency={currency} />
      <NationsMap nations={table.nations} currency={currency} />
    </>
  )
}

function Nothing(): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  const mayOpen = catalogue?.commands['ledger-entry.open-ledger']?.allowed === true
  return (
    <EmptyState
      title={w('funding.none')}
      text={w('funding.none-text')}
      actions={
        mayOpen && (
          <PathLink to="/programme/funding/ledger-entry/new/open-ledger">
            {w('command.ledger-entry.open-ledger.name')}
          </PathLink>
        )
      }
    />
  )
}
