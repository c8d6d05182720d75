import type { ReactNode } from 'react'
import { useRecordList } from '../../api/records.ts'
import type { RecordType } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { PathLink } from '../../parts/path-link.tsx'
import { highestLabel } from '../../parts/record/highest-label.ts'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { Cell } from '../../parts/table/cell.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'
import { useScreenLabel } from '../../state/screen-label.ts'
import { useColumnName } from '../records/column-name.ts'

/** The first page of a type, with a way to its full list. */
export function TypeRows({ type }: { type: RecordType }): ReactNode {
  const t = useT()
  const columnName = useColumnName(type)
  const list = useRecordList(type.type, {})
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const path = `/${type.line}/${type.capability}/${type.type}`
  useScreenLabel(highestLabel(rows.map((row) => row.label)))
  return (
    <QueryView query={list}>
      {() =>
        rows.length === 0 ? (
          <EmptyState title={t('list.empty')} text={t('list.empty-text')} size="small" />
        ) : (
          <>
            <Plain
              caption={type.type}
              head={[t('record.title'), ...type.columns.map(columnName)]}
              rows={rows.map((row) => ({
                key: row.id,
                cells: [
                  <PathLink key="title" to={`${path}/${row.id}`}>
                    {row.title}
                  </PathLink>,
                  ...type.columns.map((column) => <Cell key={column.name} record={row} column={column} />),
                ],
              }))}
            />
            <p style={{ padding: '12px 0' }}>
              <PathLink to={path}>{t('people.full-list')}</PathLink>
            </p>
          </>
        )
      }
    </QueryView>
  )
}
