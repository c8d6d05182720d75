import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCatalogue } from '../../api/session.ts'
import type { RecordType } from '../../api/types.ts'
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
import { FindBar } from './find-bar.tsx'
import { chipsOf } from './list-query.ts'
import { ownListOf } from './own-lists.ts'
import { RecordTable } from './record-table.tsx'
import { shownColumns } from './columns.ts'
import { useRows } from './use-rows.ts'

export function ListPage(): ReactNode {
  const { line, capability, type } = useParams({ from: '/behind/$line/$capability/$type' })
  const { data: catalogue } = useCatalogue()
  if (catalogue === undefined) return <LoadingState />
  const declared = catalogue.records[type]
  if (declared === undefined) return <ForbiddenState />
  return <TypeList key={type} type={declared} base={`/${line}/${capability}/${type}`} />
}

/** @param base address of the list as the reader came to it: a line may show a type of another's */
function TypeList({ type, base }: { type: RecordType; base: string }): ReactNode {
  const t = useT()
  const name = useNames()
  const search = useSearch({ from: '/behind/$line/$capability/$type' }) as FlatSearch
  const navigate = useNavigate()
  const change = (next: FlatSearch): void => void navigate({ to: '.', search: next as never, replace: true })
  const { rows, query, more, loadingMore } = useRows(type, search)
  const own = ownListOf(type.type)
  const columns = shownColumns(type, search['cols'])
  useScreenLabel(highestLabel(rows.map((row) => row.label)))

  return (
    <div className={css['page']}>
      <PageHead
        title={name(`record.${type.type}.plural`, name(`record.${type.type}.name`, humanised(type.type)))}
        note={
          query.data === undefined
            ? undefined
            : more !== null
              ? t('list.loaded', { count: rows.length })
              : t('list.all', { count: rows.length })
        }
        actions={<CreateActions type={type} />}
      />
      <div className={css['tools']} role="toolbar" aria-label={t('list.tools')}>
        {own !== undefined && (
          <FindBar
            hint={own.hint}
            value={search['q'] ?? ''}
            change={(words) => {
              const { q: _, ...rest } = search
              change(words === '' ? rest : { ...rest, q: words })
            }}
          />
        )}
        <FilterBar type={type} search={search} change={change} />
        <ListTools type={type} search={search} change={change} columns={columns} rows={rows} />
      </div>
      <div className={css['body']}>
        <QueryView query={query} rows={12}>
          {() =>
            rows.length === 0 ? (
              <NothingFound
                filtered={chipsOf(search, type).length > 0 || search['q'] !== undefined}
                clear={() => change({})}
                type={type}
              />
            ) : (
              <RecordTable
                type={type}
                base={base}
                columns={columns}
                rows={rows}
                sort={search['sort']}
                changeSort={(sort) => {
                  const { sort: _, ...rest } = search
                  change(sort === undefined ? rest : { ...rest, sort })
                }}
                more={more}
                loadingMore={loadingMore}
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
