import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { Desk } from '../desk/desk.ts'
import type { LinkHealth, NetworkHealth } from '../node/start.ts'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

const STATUS: Record<LinkHealth['state'], Status> = {
  up: 'good',
  connecting: 'info',
  down: 'critical',
  stopped: 'warning',
  cut: 'warning',
}

interface Answer {
  readonly health: NetworkHealth
  readonly desk: Desk | null
}

/** Each partner: how the link stands and since when, what waits, and who holds what. */
export function PartnersPart(): ReactNode {
  const t = useWords()
  const query = useDesk<Answer>('desk')
  return (
    <QueryView query={query} rows={3}>
      {({ desk, health }) =>
        desk === null ? (
          <EmptyState title={t('network.desk.alone')} text={t('network.desk.alone-text')} size="small" />
        ) : (
          <PartnersTable desk={desk} health={health} />
        )
      }
    </QueryView>
  )
}

function PartnersTable({ desk, health }: { desk: Desk; health: NetworkHealth }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const name = useNames()
  const columns = ['nation', 'link', 'since', 'waiting', 'there', 'here', 'outstanding'] as const
  return (
    <>
      {desk.register === 'degraded' && (
        <p>
          <StatusMark status="warning">{t('network.desk.degraded')}</StatusMark>
        </p>
      )}
      <Plain
        caption={t('network.desk.partners')}
        head={columns.map((c) => t(`network.desk.column.${c}`))}
        rows={desk.partners.map((p) => {
          const link = health.links.find((l) => l.peer === p.nation)
          const state = p.cut ? 'cut' : (link?.state ?? 'connecting')
          return {
            key: p.nation,
            ...(state === 'down' ? { tone: 'critical' as const } : {}),
            cells: [
              p.nation,
              <StatusMark key="s" status={STATUS[state]}>
                {t(`network.desk.link.${state}`)}
                {link !== undefined && link.failure !== null && (
                  <span className="muted small"> {name(`error.${link.failure}`, link.failure)}</span>
                )}
              </StatusMark>,
              link === undefined || link.since === null ? '–' : <Age key="a" at={link.since} />,
              format.number(p.waiting),
              format.number(p.heldThere),
              format.number(p.heldHere),
              format.number(p.recallsOutstanding),
            ],
          }
        })}
      />
    </>
  )
}
