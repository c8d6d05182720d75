import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import type { ReactNode } from 'react'
import { ExhibitFinder } from './exhibit-finder.tsx'
import { RecentSeizures } from './recent-seizures.tsx'
import css from './seizures.module.css'
import { Totals } from './totals.tsx'
import { useWords } from './words.ts'

/** Where a customs officer begins: find an exhibit, see what was seized lately and how much this year. */
export function SeizuresPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const mayRecord = catalogue?.commands['seizure.record']?.allowed === true
  return (
    <>
      <PageHead
        title={name('capability.seizures.name', 'Seizures')}
        note={name('capability.seizures.note', '')}
        actions={
          mayRecord && (
            <PathLink to="/3-borders/seizures/seizure/new/record" className={css['primary'] ?? ''}>
              {w('command.seizure.record.name')}
            </PathLink>
          )
        }
      />
      <div className={css['page']}>
        {catalogue?.records['exhibit'] !== undefined && <ExhibitFinder />}
        <div className={css['columns']}>
          <RecentSeizures />
          <Totals />
        </div>
      </div>
    </>
  )
}
