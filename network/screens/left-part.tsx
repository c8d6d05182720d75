import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { BackRow, CameRow, LeftRow, StayedRow } from '../desk/left.ts'
import { pathTo } from './place.ts'
import { useWords } from './words.ts'

/** What left in a day and a month, to whom, under which agreement and for which purpose. */
export function LeftTable({ rows }: { rows: readonly LeftRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  if (rows.length === 0)
    return (
      <EmptyState title={t('network.desk.none-left')} text={t('network.desk.none-left-text')} size="small" />
    )
  const columns = [
    'nation',
    'kind',
    'title',
    'purpose',
    'today',
    'month',
    'held',
    'opened',
    'readers',
  ] as const
  return (
    <Plain
      caption={t('network.left.by')}
      head={columns.map((c) => t(`network.desk.column.${c}`))}
      rows={rows.map((r) => ({
        key: `${r.peer}/${r.type}/${r.agreement}/${r.agreementVersion}/${r.purpose}`,
        cells: [
          r.peer,
          name(`record.${r.type}.plural`, r.type),
          r.hash === null ? (
            '–'
          ) : (
            <PathLink key="a" to={pathTo('agreements', r.hash)}>
              {r.title}
            </PathLink>
          ),
          name(`purpose.${r.purpose}`, r.purpose),
          format.number(r.today),
          format.number(r.month),
          format.number(r.held),
          format.number(r.opened),
          format.number(r.readers),
        ],
      }))}
    />
  )
}

/** What was taken back, by nation, and what is overdue there. */
export function BackTable({ rows }: { rows: readonly BackRow[] }): ReactNode {
  const t = useWords()
  const format = useFormat()
  if (rows.length === 0) return <EmptyState title={t('network.left.none-back')} size="small" />
  return (
    <Plain
      caption={t('network.left.back')}
      head={[
        t('network.desk.column.nation'),
        ...(['done', 'not-held', 'held-by-law'] as const).map((c) => t(`network.left.column.${c}`)),
        t('network.left.outstanding'),
        t('network.left.overdue'),
        t('network.left.column.oldest'),
      ]}
      rows={rows.map((r) => ({
        key: r.peer,
        ...(r.overdue > 0
          ? { tone: 'critical' as const }
          : r.outstanding > 0
            ? { tone: 'warning' as const }
            : {}),
        cells: [
          r.peer,
          ...[r.done, r.notHeld, r.held, r.outstanding, r.overdue].map((n) => format.number(n)),
          r.oldestAt === null ? '–' : <Age key="o" at={r.oldestAt} />,
        ],
      }))}
    />
  )
}

export function CameTable({ rows }: { rows: readonly CameRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  if (rows.length === 0) return <EmptyState title={t('network.left.none-came')} size="small" />
  const columns = ['nation', 'kind', 'today', 'month', 'here'] as const
  return (
    <Plain
      caption={t('network.left.came')}
      head={columns.map((c) => t(`network.desk.column.${c}`))}
      rows={rows.map((r) => ({
        key: `${r.owner}/${r.type}`,
        cells: [
          r.owner,
          name(`record.${r.type}.plural`, r.type),
          ...[r.today, r.month, r.held].map((n) => format.number(n)),
        ],
      }))}
    />
  )
}

/** What a label would have let leave, and no agreement did, and why. */
export function StayedTable({ rows }: { rows: readonly StayedRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  const columns = ['nation', 'kind', 'reason', 'records'] as const
  return (
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
  )
}
