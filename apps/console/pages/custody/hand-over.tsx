import { useRouter, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePeople } from '../../api/people.ts'
import type { RecordAction } from '../../api/types.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { useCommandName } from '../../parts/command-name.ts'
import { Icon } from '../../parts/icons.tsx'
import { HolderText } from '../../parts/record/holder-text.tsx'
import { verbOf } from '../../parts/record-path.ts'
import { useRefusalText } from '../../parts/refusal-text.ts'
import { TimeText } from '../../parts/time.tsx'
import type { ExhibitChain } from './chain.ts'
import css from './custody.module.css'
import { useWords } from './words.ts'

const ANSWERS = ['exhibit.receive', 'exhibit.decline']

/** A hand-over under way: who gave, who is to confirm, and until then who answers for it. */
export function HandOver({
  found: { exhibit, chain },
  actions,
}: {
  found: ExhibitChain
  actions: readonly RecordAction[]
}): ReactNode {
  const w = useWords()
  const commandName = useCommandName()
  const router = useRouter()
  const refusal = useRefusalText()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const { transit, holder } = chain
  const people = usePeople([transit?.giver])
  if (transit === null || exhibit.body.state !== 'in-transit') return null
  return (
    <section className={css['handOver']} aria-label={w('custody.under-way')}>
      <div>
        <span className="small muted">{w('custody.giver')}</span>
        <span>{holder === null ? people.get(transit.giver)?.name : <HolderText holder={holder} />}</span>
      </div>
      <Icon name="handover" />
      <div>
        <span className="small muted">{w('custody.receiver')}</span>
        <span>
          <HolderText holder={transit.to} />
        </span>
      </div>
      <p>
        {w('custody.waits-since')} <TimeText at={transit.since} />
        {transit.expectedAt !== null && (
          <>
            {' · '}
            {w('record.exhibit.field.expectedAt')} <TimeText at={transit.expectedAt} />
          </>
        )}
        <br />
        <span className="muted">{w('custody.until-then')}</span>
      </p>
      <div className={css['answers']}>
        {actions
          .filter((action) => ANSWERS.includes(action.command))
          .map((action) => (
            <ActionButton
              key={action.command}
              variant={action.command === 'exhibit.receive' ? 'filled' : 'default'}
              why={action.enabled ? null : refusal(action.why ?? { code: '', message: '' })}
              onAct={() => router.history.push(`${path}/do/${verbOf(action.command)}`)}
            >
              {commandName(action.command)}
            </ActionButton>
          ))}
      </div>
    </section>
  )
}
