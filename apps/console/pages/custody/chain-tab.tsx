import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PathLink } from '../../parts/path-link.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { TimeText } from '../../parts/time.tsx'
import { HolderText } from '../../parts/record/holder-text.tsx'
import type { TabProps } from '../records/detail-page.tsx'
import { useChain, type ExhibitChain } from './chain.ts'
import css from './custody.module.css'
import { Gaps } from './gaps.tsx'
import { HandOver } from './hand-over.tsx'
import { Steps } from './steps.tsx'
import { useWords } from './words.ts'

/** One exhibit's chain of custody: where it is, what does not follow, and every step with both its parties. */
export function ChainTab({ page }: TabProps): ReactNode {
  const w = useWords()
  const query = useChain(page.record.id)
  const path = useRouterState({ select: (s) => s.location.pathname })
  return (
    <QueryView query={query} rows={6}>
      {(found) => (
        <div className={css['chain']}>
          <div className={css['tools']}>
            <PathLink to={`${path}?tab=label`}>{w('custody.label')}</PathLink>
            <PathLink to={`${path}?tab=paper`}>{w('custody.paper')}</PathLink>
          </div>
          <Now found={found} />
          <HandOver found={found} actions={page.actions} />
          <Gaps gaps={found.chain.gaps} />
          <Overdue found={found} />
          <Steps found={found} />
        </div>
      )}
    </QueryView>
  )
}

function Now({ found: { exhibit, chain } }: { found: ExhibitChain }): ReactNode {
  const w = useWords()
  const { body } = exhibit
  return (
    <dl className={css['now']} aria-label={w('custody.now')}>
      <div>
        <dt>{w('record.exhibit.field.holder')}</dt>
        <dd>
          <HolderText holder={body.holder} />
        </dd>
      </div>
      <div>
        <dt>{w('record.exhibit.field.place')}</dt>
        <dd>{body.place}</dd>
      </div>
      <div>
        <dt>{w('record.exhibit.field.seal')}</dt>
        <dd className="mono">{body.seal ?? <span className="muted">{w('custody.no-seal')}</span>}</dd>
      </div>
      {body.dueBack !== null && (
        <div>
          <dt>{w('record.exhibit.field.dueBack')}</dt>
          <dd>
            <TimeText at={body.dueBack} />
          </dd>
        </div>
      )}
      <div>
        <dt>{w('custody.chain')}</dt>
        <dd>
          {chain.gaps.length === 0 ? (
            <StatusMark status="good">{w('custody.unbroken')}</StatusMark>
          ) : (
            <StatusMark status="critical">{w('custody.gaps', { count: chain.gaps.length })}</StatusMark>
          )}
        </dd>
      </div>
    </dl>
  )
}

function Overdue({ found: { chain } }: { found: ExhibitChain }): ReactNode {
  const w = useWords()
  if (!chain.overdue.receipt && chain.overdue.returns.length === 0) return null
  return (
    <ul className={css['late']}>
      {chain.overdue.receipt && (
        <li>
          <StatusMark status="warning">{w('custody.late-receipt')}</StatusMark>
        </li>
      )}
      {chain.overdue.returns.map((loan) => (
        <li key={loan.dueBack}>
          <StatusMark status="warning">{w('custody.late-return')}</StatusMark> <TimeText at={loan.dueBack} />{' '}
          · <HolderText holder={loan.lender} />
        </li>
      ))}
    </ul>
  )
}
