import { Button, Select, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { AuditItem } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { AuditTable } from './audit-table.tsx'
import { Checkpoint } from './checkpoint.tsx'
import { PackButton } from './pack-button.tsx'
import css from './audit.module.css'
import { useAuditKinds } from './use-audit-kinds.ts'

interface AuditPageOfEvents {
  readonly items: readonly AuditItem[]
  readonly next: number | string | null
}

/** The log itself: newest checkpoint, every event that may be read, its proof. */
export function AuditPage(): ReactNode {
  const t = useT()
  const search = useSearch({ from: '/behind/node/audit' }) as FlatSearch
  const filter = { kind: search['kind'], person: search['person'], record: search['record'] }
  const events = useInfiniteQuery({
    queryKey: keys.audit(filter),
    queryFn: ({ pageParam, signal }) =>
      apiGet<AuditPageOfEvents>('/audit', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as number | string | null,
    getNextPageParam: (last) => last.next,
  })
  const items = events.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHead title={t('nav.audit')} note={t('audit.note')} actions={<PackButton />} />
      <Checkpoint />
      <Filters search={search} />
      <QueryView query={events} rows={12}>
        {() =>
          items.length === 0 ? (
            <EmptyState title={t('audit.none')} text={t('audit.none-text')} />
          ) : (
            <>
              <AuditTable items={items} />
              {events.hasNextPage && (
                <p style={{ padding: '0 var(--b-pad) 32px' }}>
                  <Button
                    variant="default"
                    loading={events.isFetchingNextPage}
                    onClick={() => void events.fetchNextPage()}
                  >
                    {t('audit.older')}
                  </Button>
                </p>
              )}
            </>
          )
        }
      </QueryView>
    </>
  )
}

function Filters({ search }: { search: FlatSearch }): ReactNode {
  const t = useT()
  const name = useNames()
  const navigate = useNavigate()
  const kinds = useAuditKinds()
  const [person, setPerson] = useState(search['person'] ?? '')
  const [record, setRecord] = useState(search['record'] ?? '')
  const set = (change: FlatSearch): void =>
    void navigate({ to: '.', search: { ...search, ...change } as never, replace: true })
  return (
    <div className={css['filters']} role="search">
      <Select
        label={t('audit.column.kind')}
        placeholder={t('audit.every-kind')}
        data={kinds.map((kind) => ({ value: kind, label: name(`audit.kind.${kind}`, kind) }))}
        value={search['kind'] ?? null}
        onChange={(kind) => set({ kind: kind ?? '' })}
        clearable
        searchable
        w={260}
      />
      <TextInput
        label={t('audit.person-id')}
        value={person}
        onChange={(event) => setPerson(event.target.value)}
        onBlur={() => set({ person: person.trim() })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set({ person: person.trim() })
        }}
      />
      <TextInput
        label={t('audit.record-id')}
        value={record}
        onChange={(event) => setRecord(event.target.value)}
        onBlur={() => set({ record: record.trim() })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set({ record: record.trim() })
        }}
      />
    </div>
  )
}
