import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ComparisonPage } from './comparison-page.tsx'
import { Desk } from './desk.tsx'
import { LimitsPage } from './limits-page.tsx'
import { LinksPage } from './links-page.tsx'
import { SearchPage } from './search-page.tsx'
import { SpecimenPage } from './specimen-page.tsx'

/** The laboratory; an address may name one thing of it: `?comparison=…`, `?specimen=…`, `?search=…`, `?view=links|limits`. */
export function BallisticsPage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  const { comparison, specimen, search: sought, view } = search
  if (comparison !== undefined) return <ComparisonPage id={comparison} />
  if (specimen !== undefined) return <SpecimenPage id={specimen} />
  if (sought !== undefined) return <SearchPage id={sought} />
  if (view === 'links') return <LinksPage />
  if (view === 'limits') return <LimitsPage />
  return <Desk />
}
