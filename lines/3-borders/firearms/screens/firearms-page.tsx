import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FirearmPage } from './firearm-page.tsx'
import css from './firearms.module.css'
import { Search } from './search.tsx'
import { Statistics } from './statistics.tsx'
import { TraceBoard } from './trace-board.tsx'
import { PLACE, useWords } from './words.ts'

const VIEWS = { search: Search, board: TraceBoard, statistics: Statistics } as const
type View = keyof typeof VIEWS

/** The firearms register; an address may name a view of it, `?view=board`, or a firearm, `?firearm=…`. */
export function FirearmsPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  if (search['firearm'] !== undefined) return <FirearmPage id={search['firearm']} />
  const asked = search['view'] ?? ''
  const view: View = Object.hasOwn(VIEWS, asked) ? (asked as View) : 'search'
  const Shown = VIEWS[view]
  return (
    <>
      <PageHead
        title={name('capability.firearms.name', 'Firearms')}
        note={name('capability.firearms.note', '')}
        actions={
          catalogue?.commands['firearm.record']?.allowed === true && (
            <PathLink to={`${PLACE}/firearm/new/record`} className={css['primary'] ?? ''}>
              {w('command.firearm.record.name')}
            </PathLink>
          )
        }
      />
      <div className={css['page']}>
        <nav className={css['links']} aria-label={w('fa.pages')}>
          {(Object.keys(VIEWS) as View[]).map((one) => (
            <PathLink key={one} to={`${PLACE}?view=${one}`} aria-current={one === view ? 'page' : undefined}>
              {w(`fa.${one}`)}
            </PathLink>
          ))}
        </nav>
        <Shown />
      </div>
    </>
  )
}
