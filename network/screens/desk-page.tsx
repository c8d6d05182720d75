import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import type { ReactNode } from 'react'
import { HeldTable } from './agreements/held-table.tsx'
import css from './desk.module.css'
import { PartnersPart } from './partners-part.tsx'
import { RecallsPart } from './recalls-part.tsx'
import { StickPart } from './stick-part.tsx'
import { SharingTabs } from './tabs.tsx'
import { useWords } from './words.ts'

/** How the nation shares: links, what left, what is being taken back, and what is agreed. Counts and states, no content. */
export function DeskPage(): ReactNode {
  const t = useWords()
  const name = useNames()
  return (
    <>
      <PageHead
        title={name('capability.sharing.name', 'sharing')}
        note={name('capability.sharing.note', '')}
        actions={<PathLink to="/regional/sharing/share">{name('record.share.plural', 'share')}</PathLink>}
      />
      <SharingTabs at="desk" />
      <div className={css['parts']}>
        <section aria-labelledby="desk-partners">
          <h2 id="desk-partners">{t('network.desk.partners')}</h2>
          <PartnersPart />
        </section>
        <StickPart />
        <section aria-labelledby="desk-recalls">
          <h2 id="desk-recalls">{t('network.desk.recalls')}</h2>
          <RecallsPart />
        </section>
        <section aria-labelledby="desk-agreements">
          <h2 id="desk-agreements">{t('network.desk.agreements')}</h2>
          <HeldTable />
        </section>
      </div>
    </>
  )
}
