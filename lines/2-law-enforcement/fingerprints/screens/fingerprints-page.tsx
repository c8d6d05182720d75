import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { BatchPage } from './batch/batch-page.tsx'
import { CardPage } from './card/card-page.tsx'
import { EliminationPage } from './card/elimination-page.tsx'
import { MinorPage } from './card/minor-page.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { Desk } from './desk.tsx'
import { MarkPage } from './mark-page.tsx'
import { SearchPage } from './search/search-page.tsx'
import { Workbench } from './bench/workbench.tsx'

const PAGES = [
  ['examination', Workbench],
  ['comparison', ComparisonPage],
  ['search', SearchPage],
  ['mark', MarkPage],
  ['card', CardPage],
  ['minor', MinorPage],
  ['batch', BatchPage],
  ['elimination', EliminationPage],
] as const

/** The bureau's desk; an address may name what is on it: `?card=…`, `?mark=…`, `?examination=…`. */
export function FingerprintsPage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  for (const [name, Page] of PAGES) {
    const id = search[name]
    if (id !== undefined) return <Page key={id} id={id} />
  }
  return <Desk />
}
