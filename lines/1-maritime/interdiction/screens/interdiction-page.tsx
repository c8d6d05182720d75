import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { BoardPage } from './board-page.tsx'
import { OperationPage } from './operation-page.tsx'

/** The board of operations, or one of them: `?op=<id>`. */
export function InterdictionPage(): ReactNode {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const op = search['op']
  return typeof op === 'string' ? <OperationPage key={op} id={op} /> : <BoardPage />
}
