import { Button } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCourtReady } from '../../api/court.ts'
import { usePeople } from '../../api/people.ts'
import { useMe } from '../../api/session.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import type { TabProps } from '../records/detail-page.tsx'
import { peopleOf, useChain, type ExhibitChain } from './chain.ts'
import { useGapText } from './gaps.tsx'
import css from './paper.module.css'
import { PaperSteps } from './paper-steps.tsx'
import { addressOf, Qr } from './qr.tsx'
import { useWords } from './words.ts'

/** The chain of custody on paper, as a court takes it: every step, every gap, and hashes to compare with the node. */
export function PaperTab({ page }: TabProps): ReactNode {
  const w = useWords()
  const t = useT()
  const query = useChain(page.record.id)
  // What came from abroad and is not evidence is on no paper for a court; the node says so, not this page.
  const ready = useCourtReady('exhibit', page.record.id)
  const path = useRouterState({ select: (s) => s.location.pathname })
  return (
    <>
      <div className={css['bar']}>
        <PathLink to={path}>{w('custody.back')}</PathLink>
        <Button leftSection={<Icon name="print" size={16} />} onClick={() => print()}>
          {t('action.print')}
        </Button>
      </div>
      <QueryView query={ready}>
        {() => (
          <QueryView query={query}>{(found) => <Paper found={found} read={query.dataUpdatedAt} />}</QueryView>
        )}
      </QueryView>
    </>
  )
}

function Paper({ found, read }: { found: ExhibitChain; read: number }): ReactNode {
  const { exhibit, events, chain } = found
  const w = useWords()
  const me = useMe()
  const format = useFormat()
  const name = useNames()
  const names = useFieldNames('exhibit')
  const gap = useGapText(chain.gaps)
  const people = usePeople(peopleOf(events))
  const { body, label } = exhibit
  return (
    <section className={css['paper']} data-paper aria-label={w('custody.paper')}>
      <header>
        <div>
          <p>
            {me.node.nation} · {me.agency.name} · {name(`label.class.${label.class}`, label.class)}
          </p>
          <h2>
            {w('custody.chain')}: {body.number}
          </h2>
          <p>
            {names.value('category', body.category)} · {body.description}
          </p>
          {label.exercise && <p className={css['exercise']}>{w('custody.exercise')}</p>}
        </div>
        <Qr text={addressOf(exhibit.id)} label={w('custody.qr', { number: body.number })} size={88} />
      </header>
      <h3>
        {chain.gaps.length === 0 ? w('custody.no-gaps') : w('custody.gaps', { count: chain.gaps.length })}
      </h3>
      {chain.gaps.length > 0 && (
        <ul className={css['paperGaps']}>
          {chain.gaps.map((one) => (
            <li key={`${one.sequence} ${one.code}`}>
              {w('custody.step', { n: one.sequence })}: <strong>{gap(one).what}</strong> {gap(one).why}
            </li>
          ))}
        </ul>
      )}
      <PaperSteps events={events} nameOf={(id) => people.get(id)?.name ?? `…${id.slice(-8)}`} />
      <p className={css['foot']}>
        {w('custody.paper-foot', { count: events.length, by: me.person.name, at: format.utc(read) })}
      </p>
      <p className="mono">
        {w('custody.last-hash')}: {body.lastEventHash}
      </p>
      <p className={css['sign']}>
        <span>{w('custody.sign-name')}</span>
        <span>{w('custody.sign-date')}</span>
      </p>
    </section>
  )
}
