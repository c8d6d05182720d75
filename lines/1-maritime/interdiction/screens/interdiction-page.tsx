import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { BoardPage } from './board-page.tsx'
import { BoardingPaper } from './boarding-paper.tsx'
import { OperationPage } from './operation-page.tsx'
import { SearchPage } from './search-page.tsx'

/** The board; one operation (`?op=<id>`), the report of a boarding (`?boarding=<id>`), a search plan (`?search=<datum or nothing>`). */
export function InterdictionPage(): ReactNode {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const { op, boarding } = search
  if (typeof op === 'string') return <OperationPage key={op} id={op} />
  if (typeof boarding === 'string') return <BoardingPaper key={boarding} id={boarding} />
  if (search['search'] !== undefined) return <SearchPage datum={datumOf(search['search'])} />
  return <BoardPage />
}

const datumOf = (value: unknown): string => (typeof value === 'string' && value !== 'plan' ? value : '')
