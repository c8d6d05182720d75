import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { keys } from '../api/keys.ts'
import { useCatalogue } from '../api/session.ts'
import { nameOf, useT } from '../i18n/use.ts'
import { Icon } from '../parts/icons.tsx'
import type { SearchHit } from '../parts/search-provider.ts'
import { useStore } from '../state/store.ts'
import { commandHits, searchEverywhere, type HitGroup } from './search-sources.ts'
import { searchOpen } from './search-state.ts'
import css from './search.module.css'

/** One box for records, people, places and commands; the arrow keys choose, Enter goes there. */
export function SearchDialog(): ReactNode {
  const open = useStore(searchOpen)
  const t = useT()
  return (
    <Modal
      opened={open}
      onClose={() => searchOpen.set(false)}
      withCloseButton={false}
      size="lg"
      padding={0}
      centered={false}
      aria-label={t('search.open')}
    >
      {open && <SearchBox />}
    </Modal>
  )
}

function useHits(text: string): { groups: HitGroup[]; asking: boolean } {
  const { data: catalogue } = useCatalogue()
  const asked = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: keys.search(asked),
    queryFn: ({ signal }) => searchEverywhere(asked, catalogue, nameOf, signal),
    enabled: asked.length >= 2,
    staleTime: 10_000,
  })
  const commands = commandHits(asked, catalogue, nameOf)
  const own = { kind: 'search.commands', hits: commands, failed: false }
  const found = asked.length >= 2 ? (data ?? []) : []
  return { groups: [...found, own].filter((g) => g.hits.length > 0 || g.failed), asking: isFetching }
}

function SearchBox(): ReactNode {
  const t = useT()
  const router = useRouter()
  const list = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { groups, asking } = useHits(text)
  const flat = groups.flatMap((g) => g.hits)
  const chosen = Math.min(at, flat.length - 1)

  const go = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return
    searchOpen.set(false)
    router.history.push(hit.path)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, flat.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter') go(flat[chosen])
    else return
    event.preventDefault()
  }

  return (
    <div className={css['search']}>
      <div className={css['box']}>
        <Icon name="search" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog exists for this one field
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
          placeholder={t('search.placeholder')}
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={list}
          aria-activedescendant={chosen >= 0 ? `${list}-${chosen}` : undefined}
          aria-label={t('search.open')}
        />
        <kbd>Esc</kbd>
      </div>
      <div id={list} role="listbox" aria-label={t('search.results')} className={css['list']}>
        <Groups groups={groups} list={list} chosen={chosen} go={go} />
      </div>
      {flat.length === 0 && (
        <p className={css['none']} role="status">
          {asking ? t('search.asking') : t('search.nothing', { text })}
        </p>
      )}
    </div>
  )
}

function Groups(props: {
  groups: readonly HitGroup[]
  list: string
  chosen: number
  go: (hit: SearchHit) => void
}): ReactNode {
  const t = useT()
  const before = props.groups.map((_, at) =>
    props.groups.slice(0, at).reduce((sum, group) => sum + group.hits.length, 0),
  )
  return props.groups.map((group, at) => (
    <div key={group.kind} role="group" aria-label={nameOf(group.kind, group.kind)}>
      <p className={css['kind']} aria-hidden>
        {nameOf(group.kind, group.kind)}
      </p>
      {group.failed && <p className={css['failed']}>{t('search.failed')}</p>}
      {group.hits.map((hit, within) => {
        const own = (before[at] ?? 0) + within
        return (
          <div
            key={hit.key}
            id={`${props.list}-${own}`}
            role="option"
            tabIndex={-1}
            aria-selected={own === props.chosen}
            className={css['hit']}
            onMouseDown={(event) => {
              event.preventDefault()
              props.go(hit)
            }}
          >
            <span>{hit.title}</span>
            {hit.detail !== undefined && <span className="muted small">{hit.detail}</span>}
          </div>
        )
      })}
    </div>
  ))
}
