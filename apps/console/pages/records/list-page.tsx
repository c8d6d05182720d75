import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRecordList } from '../../api/records.ts'
import { useCatalogue } from '../../api/session.ts'
import type { AnyRecord, RecordType } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { humanised } from '../../parts/form/names.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyState, ForbiddenState, LoadingState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { highestLabel } from '../../parts/record/highest-label.ts'
import { useScreenLabel } from '../../state/screen-label.ts'
import { CreateActions } from './create-actions.tsx'
import { FilterBar } from './filter-bar.tsx'
import { ListTools } from './list-tools.tsx'
import css from './list.module.css'
import { chipsOf, queryOf } from './list-query.ts'
import { RecordTable } from './record-table.tsx'
import { shownColumns } from './columns.ts'

export function ListPage(): ReactNode {
  const { type } = useParams({ from: '/behind/$line/$capability/$type' })
  const { data: catalogue } = useCatalogue()
  if (catalogue === undefined) return <LoadingState />
  const declared = catalogue.records[type]
  if (declared === undefined) return <ForbiddenState />
  return <TypeList key={type} type={declared} />
}

function TypeList({ type }: { type: RecordType }): ReactNode {
  const t = useT()
  const name = useNames()
  const search = useSearch({ from: '/behind/$line/$capability/$type' }) as FlatSearch
  const navigate = useNavigate()
  const change = (next: FlatSearch): void => void navigate({ to: '.', search: next as never, replace: true })
  const query = queryOf(search, type)
  const list = useRecordList(type.type, query)
  const rows: readonly AnyRecord[] = list.data?.pages.flatMap((page) => page.items) ?? []
  const columns = shownColumns(type, search['cols'])
  useScreenLabel(highestLabel(rows.map((row) => row.label)))

  return (
    <div className={css['page']}>
      <PageHead
        title={name(`record.${type.type}.plural`, name(`record.${type.type}.name`, humanised(type.type)))}
        note={
          list.data === undefined
            ? undefined
            : list.hasNextPage
              ? t('list.loaded', { count: rows.length })
              : t('list.all', { count: rows.length })
        }
        actions={<CreateActions type={type} />}
      />
      <div className={css['tools']} role="toolbar" aria-label={t('list.tools')}>
        <FilterBar type={type} search={search} change={change} />
        <ListTools type={type} search={search} change={change} columns={columns} rows={rows} />
      </div>
      <div className={css['body']}>
        <QueryView query={list} rows={12}>
          {() =>
            rows.length === 0 ? (
              <NothingFound
                filtered={chipsOf(search, type).length > 0}
                clear={() => change({})}
                type={type}
              />
            ) : (
              <RecordTable
                type={type}
                columns={columns}
                rows={rows}
                sort={search['sort']}
                changeSort={(sort) => {
                  const { sort: _, ...rest } = search
                  change(sort === undefined ? rest : { ...rest, sort })
                }}
                more={list.hasNextPage ? () => void list.fetchNextPage() : null}
                loadingMore={list.isFetchingNextPage}
              />
            )
          }
        </QueryView>
      </div>
    </div>
  )
}

function NothingFound({
  filtered,
  clear,
  type,
}: {
  filtered: boolean
  clear: () => void
  type: RecordType
}): ReactNode {
  const t = useT()
  if (filtered) {
    return (
      <EmptyState
        title={t('list.none-match')}
        text={t('list.none-match-text')}
        actions={
          <button type="button" className={css['plain']} onClick={clear}>
            {t('list.clear-filters')}
          </button>
        }
      />
    )
  }
  return (
    <EmptyState title={t('list.empty')} text={t('list.empty-text')} actions={<CreateActions type={type} />} />
  )
}
