import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CertificateView } from './certificate-view.tsx'
import { Certificates } from './certificates.tsx'
import { EditionView } from './edition-view.tsx'
import { Editions } from './editions.tsx'
import { Sheet } from './sheet.tsx'
import { Skills } from './skills.tsx'
import css from './training.module.css'
import { useWords } from './words.ts'

const TABS = ['editions', 'certificates', 'skills'] as const

/** Where a registrar begins: editions, certificates, skills; one edition or certificate by its address. */
export function TrainingPage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  const { edition, certificate, print } = search
  if (edition !== undefined && (print === 'roster' || print === 'sign-in'))
    return <Sheet id={edition} kind={print} />
  if (edition !== undefined) return <EditionView id={edition} />
  if (certificate !== undefined) return <CertificateView id={certificate} />
  return <Overview tab={search['tab'] ?? 'editions'} />
}

function Overview({ tab }: { tab: string }): ReactNode {
  const w = useWords()
  const name = useNames()
  const navigate = useNavigate()
  return (
    <>
      <PageHead
        title={name('capability.training.name', 'Training')}
        note={name('capability.training.note', '')}
        actions={<PathLink to="/programme/training/course">{w('training.catalogue')}</PathLink>}
      />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next ?? 'editions' }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List px="var(--b-pad)">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {w(`training.tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <div className={css['page']}>
            {tab === 'skills' ? <Skills /> : tab === 'certificates' ? <Certificates /> : <Editions />}
            <p className={css['links']}>
              <span className="muted">{w('training.all')}</span>
              {(
                ['course', 'course-edition', 'nomination', 'instructor', 'academy', 'unit-skill'] as const
              ).map((type) => (
                <PathLink key={type} to={`/programme/training/${type}`}>
                  {w(`record.${type}.plural`)}
                </PathLink>
              ))}
            </p>
          </div>
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
