import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useState, type ReactNode } from 'react'
import type { AgreementView } from '../../desk/agreement-view.ts'
import css from '../desk.module.css'
import { pathTo } from '../place.ts'
import { SharingTabs } from '../tabs.tsx'
import { useDesk } from '../use-desk.ts'
import { useWords } from '../words.ts'
import { ActsPart } from './acts-part.tsx'
import { AgreementActions } from './agreement-actions.tsx'
import { ComparePart } from './compare-part.tsx'
import { FindingsList } from './findings-list.tsx'
import { PartiesPart } from './parties-part.tsx'
import { PreviewPart } from './preview-part.tsx'
import { STATUS } from './status.ts'
import { Steps } from './steps.tsx'
import { TextPart } from './text-part.tsx'

/** One agreement: how it stands, who signed, what it says, what changed, what would flow. */
export function AgreementPage({ of }: { of: string }): ReactNode {
  const query = useDesk<AgreementView>(`agreements/${of}`)
  return <QueryView query={query}>{(view) => <Opened of={of} view={view} />}</QueryView>
}

function Opened({ of, view }: { of: string; view: AgreementView }): ReactNode {
  const t = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const [against, setAgainst] = useState<string | null>(view.follows)
  const dossierPath = view.dossier === null ? null : `/regional/sharing/agreement/${view.dossier.id}`
  const held = view.hash !== null && view.acts.length + view.parties.filter((p) => p.signed).length > 0
  const state = held
    ? t(`network.state.${view.state as 'draft'}`)
    : name(`record.agreement.value.state.${view.state}`, view.state)
  return (
    <>
      <PageHead
        title={view.terms.title}
        mark={<StatusMark status={STATUS[view.state] ?? 'neutral'}>{state}</StatusMark>}
        note={
          <>
            <PathLink to={pathTo('agreements')}>{t('network.agreements.back')}</PathLink>
            {' · '}
            {t('network.agreements.column.version')} {view.version}
            {dossierPath !== null && catalogue?.records['agreement'] !== undefined && (
              <>
                {' · '}
                <PathLink to={dossierPath}>{t('network.agreements.dossier')}</PathLink>
              </>
            )}
          </>
        }
        actions={<AgreementActions of={of} view={view} />}
      />
      <SharingTabs at="agreements" />
      <div className={css['parts']}>
        <Section id="stands" title={t('network.agreements.stands')}>
          <Steps state={view.state} />
          {view.state === 'draft' && <FindingsList findings={view.findings} />}
        </Section>
        <Section id="parties" title={t('network.agreements.parties')}>
          <PartiesPart view={view} />
        </Section>
        {view.versions.length > 0 && (
          <ComparePart of={of} versions={view.versions} against={against} choose={setAgainst} />
        )}
        <Section id="preview" title={t('network.agreements.preview')}>
          <PreviewPart of={of} against={against} />
        </Section>
        <Section id="text" title={t('network.agreements.text')}>
          <TextPart of={of} />
        </Section>
        {view.acts.length > 0 && (
          <Section id="acts" title={t('network.agreements.acts')}>
            <ActsPart acts={view.acts} />
          </Section>
        )}
      </div>
    </>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-labelledby={`agreement-${id}`}>
      <h2 id={`agreement-${id}`}>{title}</h2>
      {children}
    </section>
  )
}
