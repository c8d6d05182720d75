import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { AgreementRow } from '../desk/agreements.ts'
import type { NetworkHealth } from '../node/start.ts'
import { STATUS } from './agreements/status.ts'
import css from './desk.module.css'
import { PartnersPart } from './partners-part.tsx'
import { pathTo } from './place.ts'
import { SharingTabs } from './tabs.tsx'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

/** The coordinator's board: who has signed what, links, recalls, witnesses. States and counts only. */
export function BoardPage(): ReactNode {
  const t = useWords()
  const agreements = useDesk<{ readonly items: readonly AgreementRow[] }>('agreements')
  const desk = useDesk<{ readonly health: NetworkHealth }>('desk')
  return (
    <>
      <PageHead title={t('network.tab.board')} note={t('network.board.note')} />
      <SharingTabs at="board" />
      <div className={css['parts']}>
        <section aria-labelledby="board-signed">
          <h2 id="board-signed">{t('network.board.who-signed')}</h2>
          <QueryView query={agreements} rows={3}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={t('network.desk.no-agreements')} size="small" />
              ) : (
                <SignedTable items={items} />
              )
            }
          </QueryView>
        </section>
        <section aria-labelledby="board-links">
          <h2 id="board-links">{t('network.board.links')}</h2>
          <PartnersPart />
        </section>
        <section aria-labelledby="board-witness">
          <h2 id="board-witness">{t('network.board.witness')}</h2>
          <QueryView query={desk} rows={1}>
            {({ health }) => <Witnesses health={health} />}
          </QueryView>
        </section>
      </div>
    </>
  )
}

/** One column a nation: signed, open, or resting by its word. */
function SignedTable({ items }: { items: readonly AgreementRow[] }): ReactNode {
  const t = useWords()
  const nations = [...new Set(items.flatMap((a) => a.parties))].sort()
  const cell = (a: AgreementRow, nation: string): [Status, string] | null => {
    if (!a.parties.includes(nation)) return null
    if (a.suspendedBy.includes(nation)) return ['warning', t('network.board.rests')]
    return a.signed.includes(nation) ? ['good', t('network.board.signed')] : ['info', t('network.board.open')]
  }
  return (
    <Plain
      caption={t('network.board.who-signed')}
      head={[t('network.desk.column.title'), t('network.desk.column.state'), ...nations]}
      rows={items.map((a) => ({
        key: a.hash,
        cells: [
          <span key="t">
            <PathLink to={pathTo('agreements', a.hash)}>{a.title}</PathLink>{' '}
            <span className="muted small">
              {t('network.agreements.column.version')} {a.version}
              {a.exercise && ` · ${t('network.board.exercise')}`}
            </span>
          </span>,
          <StatusMark key="s" status={STATUS[a.state] ?? 'neutral'}>
            {t(`network.state.${a.state}`)}
          </StatusMark>,
          ...nations.map((nation) => {
            const said = cell(a, nation)
            return said === null ? (
              t('network.board.no-party')
            ) : (
              <StatusMark key={nation} status={said[0]}>
                {said[1]}
              </StatusMark>
            )
          }),
        ],
      }))}
    />
  )
}

function Witnesses({ health: { log, alarms } }: { health: NetworkHealth }): ReactNode {
  const t = useWords()
  return (
    <>
      <p>
        {log === null || log.witnessedAt === null ? (
          <StatusMark status="neutral">{t('network.board.no-witness')}</StatusMark>
        ) : (
          <StatusMark status="good">
            {t('network.board.witnessed', { quorum: log.quorum, of: log.of })} <Age at={log.witnessedAt} />
          </StatusMark>
        )}
      </p>
      {log !== null && log.unwitnessedSince !== null && (
        <p>
          <StatusMark status="warning">
            {t('network.board.unwitnessed')} <Age at={log.unwitnessedSince} />
          </StatusMark>
        </p>
      )}
      {alarms.length > 0 && (
        <p>
          <StatusMark status="critical">{t('network.board.alarms', { n: alarms.length })}</StatusMark>
        </p>
      )}
    </>
  )
}
