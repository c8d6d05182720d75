import { usePeople } from '@basinet/console/api/people.ts'
import { useRecordList } from '@basinet/console/api/records.ts'
import { dtg } from '@basinet/console/i18n/nautical.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import type { ReactNode } from 'react'
import type { WatchLogEntry } from '../../contract.ts'
import css from '../panel/panel.module.css'
import { useWords } from '../words.ts'
import { LogComposer } from './log-composer.tsx'

/** Lines shown beside the map; the list has them all. */
const LINES = 40

/** The watch log: newest first, written in below. */
export function LogPanel(): ReactNode {
  const t = useWords()
  const name = useNames()
  const list = useRecordList('watch-log-entry', { sort: '-at' })
  const rows = (list.data?.pages[0]?.items ?? []).slice(0, LINES)
  const people = usePeople(rows.map((row) => row.createdBy))
  return (
    <div style={{ display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <div style={{ flex: 1 }}>
        <QueryView query={list} rows={6}>
          {() =>
            rows.length === 0 ? (
              <EmptyState title={t('picture.log.none')} text={t('picture.log.none-text')} />
            ) : (
              <ol>
                {rows.map((row) => {
                  const body = row.body as unknown as WatchLogEntry
                  return (
                    <li key={row.id} className={css['entry']}>
                      <PathLink to={`/1-maritime/picture/watch-log-entry/${row.id}`} className={css['dtg']}>
                        {dtg(body.at)}
                      </PathLink>{' '}
                      <span className="muted small">
                        {name(`record.watch-log-entry.value.kind.${body.kind}`, body.kind)} ·{' '}
                        {people.get(row.createdBy)?.name ?? ''}
                        {row.rev > 1 && ` · ${t('picture.log.corrected')}`}
                      </span>
                      <p>{body.text}</p>
                    </li>
                  )
                })}
              </ol>
            )
          }
        </QueryView>
        <p className={css['section']}>
          <PathLink to="/1-maritime/picture/watch-log-entry">{t('picture.log.all')}</PathLink>
        </p>
      </div>
      <LogComposer />
    </div>
  )
}
