import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AgreementRow } from '../desk/agreements.ts'
import type { Left } from '../desk/left.ts'
import desk from './desk.module.css'
import css from './left.module.css'
import { BackTable, CameTable, LeftTable, StayedTable } from './left-part.tsx'
import { pathTo } from './place.ts'
import { SharingTabs } from './tabs.tsx'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

/** What left the country, on one page for a minister: to whom, under what, what came back, and how to stop it. */
export function LeftPage(): ReactNode {
  const t = useWords()
  const query = useDesk<Left>('left')
  return (
    <>
      <PageHead title={t('network.tab.left')} note={t('network.left.note')} actions={<Actions />} />
      <SharingTabs at="left" />
      <QueryView query={query}>{(left) => <Paper left={left} />}</QueryView>
    </>
  )
}

function Actions(): ReactNode {
  const t = useWords()
  const { data: catalogue } = useCatalogue()
  const { data } = useDesk<{ readonly items: readonly AgreementRow[] }>('agreements')
  const may = catalogue?.commands['agreement-order.give']?.allowed === true
  const stands = (state: AgreementRow['state']): boolean =>
    data?.items.some((a) => a.state === state) === true
  return (
    <>
      <Button variant="default" onClick={() => window.print()}>
        {t('network.agreements.print')}
      </Button>
      {may && stands('suspended') && (
        <PathLink to={pathTo('agreements', undefined, 'resume')} className={desk['secondary'] ?? ''}>
          {t('network.agreements.order.resume-all')}
        </PathLink>
      )}
      {may && stands('active') && (
        <PathLink to={pathTo('agreements', undefined, 'suspend')} className={desk['secondary'] ?? ''}>
          {t('network.agreements.order.suspend-all')}
        </PathLink>
      )}
    </>
  )
}

function Paper({ left }: { left: Left }): ReactNode {
  const t = useWords()
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const totals = {
    today: sum(left.left.map((r) => r.today)),
    month: sum(left.left.map((r) => r.month)),
    held: sum(left.left.map((r) => r.held)),
    outstanding: sum(left.back.map((r) => r.outstanding)),
    overdue: sum(left.back.map((r) => r.overdue)),
  }
  return (
    <article data-paper className={desk['parts']} aria-label={t('network.tab.left')}>
      <p className="muted small">
        {t('network.left.as-of')} <TimeText at={left.at} />
      </p>
      <Totals totals={totals} />
      <Section id="by" title={t('network.left.by')}>
        <LeftTable rows={left.left} />
        {left.left.length > 0 && <p className="muted small">{t('network.left.opened')}</p>}
      </Section>
      <Section id="back" title={t('network.left.back')}>
        <BackTable rows={left.back} />
      </Section>
      <Section id="came" title={t('network.left.came')}>
        <CameTable rows={left.came} />
      </Section>
      {left.stayed.length > 0 && (
        <Section id="stayed" title={t('network.desk.stayed')}>
          <StayedTable rows={left.stayed} />
        </Section>
      )}
    </article>
  )
}

type Totalled = 'today' | 'month' | 'held' | 'outstanding' | 'overdue'

function Totals({ totals }: { totals: Readonly<Record<Totalled, number>> }): ReactNode {
  const t = useWords()
  const format = useFormat()
  return (
    <dl className={css['totals']}>
      {(Object.keys(totals) as Totalled[]).map((name) => (
        <div key={name} data-alarm={name === 'overdue' && totals[name] > 0}>
          <dt>{t(`network.left.${name}`)}</dt>
          <dd>{format.number(totals[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-labelledby={`left-${id}`}>
      <h2 id={`left-${id}`}>{title}</h2>
      {children}
    </section>
  )
}
