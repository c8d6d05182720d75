import type { ReactNode } from 'react'
import { useNeeds } from '../../api/needs.ts'
import { useMe } from '../../api/session.ts'
import type { Need } from '../../api/types.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { useNeedTitle } from '../../parts/need-title.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Age, useDuration } from '../../parts/time.tsx'
import { useNow } from '../../state/now.ts'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { useRowKeys } from '../../parts/table/row-keys.ts'
import css from './home.module.css'

const RANK = { critical: 0, warning: 1, info: 2 } as const

/** Most urgent first; within that what is due soonest, then what waits longest. */
export function byUrgency(a: Need, b: Need): number {
  const due = (need: Need): string => need.dueAt ?? '9999'
  return RANK[a.severity] - RANK[b.severity] || due(a).localeCompare(due(b)) || a.at.localeCompare(b.at)
}

export function HomePage(): ReactNode {
  const t = useT()
  const name = useNames()
  const format = useFormat()
  const me = useMe()
  const needs = useNeeds()
  const now = useNow(60_000)
  return (
    <div className={css['home']}>
      <PageHead
        title={t('home.title')}
        note={t('home.for', {
          roles: me.roles.map((role) => name(`role.${role}`, role)).join(', '),
          unit: me.unit.name,
          date: format.date(now),
        })}
      />
      <QueryView query={needs} rows={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('home.nothing')} text={t('home.nothing-text')} />
          ) : (
            <NeedList items={items.toSorted(byUrgency)} />
          )
        }
      </QueryView>
    </div>
  )
}

function NeedList({ items }: { items: readonly Need[] }): ReactNode {
  const t = useT()
  const titleOf = useNeedTitle()
  const rows = useRowKeys(items, (need) => need.link)
  useShortcuts(rows.shortcuts)
  return (
    <ol className={css['list']} aria-label={t('home.title')}>
      {items.map((need, index) => (
        <li
          key={`${need.link} ${index}`}
          data-severity={need.severity}
          data-chosen={rows.chosen === index || undefined}
        >
          <PathLink to={need.link} className={css['need']} ref={rows.refOf(index)}>
            <StatusMark status={need.severity}>{t(`need.${need.kind}`)}</StatusMark>
            <span className={css['title']}>{titleOf(need)}</span>
            <span className={css['when']}>
              <Age at={need.at} />
            </span>
            <span className={css['due']}>{need.dueAt !== undefined && <Due at={need.dueAt} />}</span>
          </PathLink>
        </li>
      ))}
    </ol>
  )
}

/** Overdue is said in words. */
function Due({ at }: { at: string }): ReactNode {
  const t = useT()
  const duration = useDuration()
  const left = (Date.parse(at) - useNow(10_000)) / 1000
  const late = left < 0
  return (
    <StatusMark status={late ? 'critical' : 'neutral'}>
      <time dateTime={at}>
        {late
          ? t('need.overdue', { duration: duration(-left) })
          : t('need.due', { duration: duration(left) })}
      </time>
    </StatusMark>
  )
}
