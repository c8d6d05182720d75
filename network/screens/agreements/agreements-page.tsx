import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import type { ReactNode } from 'react'
import css from '../desk.module.css'
import { pathTo } from '../place.ts'
import { SharingTabs } from '../tabs.tsx'
import { useWords } from '../words.ts'
import { AgreementPage } from './agreement-page.tsx'
import { DraftsTable } from './drafts-table.tsx'
import { EditorPage } from './editor-page.tsx'
import { HeldTable } from './held-table.tsx'
import { OrderPage } from './order-page.tsx'
import { SignPage } from './sign-page.tsx'

/** All agreements, or the one the address names, or the act on it. */
export function AgreementsPage({ of, act }: { of: string | null; act: string | null }): ReactNode {
  if (act === 'draft' || act === 'revise') return <EditorPage of={of} act={act} />
  if (act === 'suspend' || act === 'resume' || act === 'end' || act === 'continue')
    return <OrderPage of={of} action={act} />
  if (of !== null) return act === 'sign' ? <SignPage of={of} /> : <AgreementPage of={of} />
  return <Overview />
}

function Overview(): ReactNode {
  const t = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const mayDraft = catalogue?.commands['agreement.draft']?.allowed === true
  const reads = catalogue?.records['agreement'] !== undefined
  return (
    <>
      <PageHead
        title={t('network.tab.agreements')}
        note={t('network.agreements.note')}
        actions={
          mayDraft && (
            <PathLink to={pathTo('agreements', undefined, 'draft')} className={css['primary'] ?? ''}>
              {name('command.agreement.draft.name', '')}
            </PathLink>
          )
        }
      />
      <SharingTabs at="agreements" />
      <div className={css['parts']}>
        {reads && (
          <section aria-labelledby="agreements-drafts">
            <h2 id="agreements-drafts">{t('network.agreements.drafts')}</h2>
            <DraftsTable />
          </section>
        )}
        <section aria-labelledby="agreements-held">
          <h2 id="agreements-held">{t('network.agreements.held')}</h2>
          <HeldTable />
        </section>
      </div>
    </>
  )
}
