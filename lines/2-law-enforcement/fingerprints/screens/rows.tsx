import type { Page } from '@basinet/console/api/types.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Stored } from './data.ts'
import css from './prints.module.css'

/** A section of the desk: a heading, what narrows the list, the list or why it is empty, and what follows. */
export function Rows<B>({
  title,
  none,
  query,
  head,
  renderRow,
  narrow,
  more,
}: {
  title: string
  none: string
  query: UseQueryResult<Page<Stored<B>>>
  head: readonly string[]
  renderRow: (item: Stored<B>) => readonly ReactNode[]
  narrow?: ReactNode
  more?: ReactNode
}): ReactNode {
  return (
    <section className={css['section']}>
      <h2>{title}</h2>
      {narrow}
      <QueryView query={query} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={none} size="small" />
          ) : (
            <Plain
              caption={title}
              head={head}
              rows={items.map((item) => ({ key: item.id, cells: renderRow(item) }))}
            />
          )
        }
      </QueryView>
      {more}
    </section>
  )
}
