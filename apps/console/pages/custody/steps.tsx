import type { ChainEvent, Gap } from '@basinet/kernel/custody/contract'
import type { ReactNode } from 'react'
import { usePeople } from '../../api/people.ts'
import { useFormat } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { Ident } from '../../parts/ident.tsx'
import { HolderText } from '../../parts/record/holder-text.tsx'
import { RecordLink } from '../../parts/record/record-link.tsx'
import { TimeText } from '../../parts/time.tsx'
import { peopleOf, type ExhibitChain } from './chain.ts'
import css from './custody.module.css'
import { useGapText } from './gaps.tsx'
import { useWords } from './words.ts'

const TEXTS = ['condition', 'purpose', 'reason', 'authority', 'witness', 'receipt'] as const

/** The steps from the first to the last, each with time, place, both parties and the seal found and left. */
export function Steps({ found: { events, chain } }: { found: ExhibitChain }): ReactNode {
  const w = useWords()
  const people = usePeople(peopleOf(events))
  return (
    <ol className={css['steps']} aria-label={w('custody.chain')}>
      {events.map((event) => (
        <Step
          key={event.id}
          event={event}
          gaps={chain.gaps.filter((gap) => gap.sequence === event.body.sequence)}
          nameOf={(id) => people.get(id)?.name ?? `…${id.slice(-8)}`}
        />
      ))}
    </ol>
  )
}

function Step({
  event: { body, hash },
  gaps,
  nameOf,
}: {
  event: ChainEvent
  gaps: readonly Gap[]
  nameOf: (person: string) => string
}): ReactNode {
  const w = useWords()
  const format = useFormat()
  const names = useFieldNames('custody-event')
  const why = useGapText(gaps)
  return (
    <li id={`step-${body.sequence}`} className={css['step']} data-broken={gaps.length > 0 || undefined}>
      <div className={css['when']}>
        <span className={css['number']}>{body.sequence}</span>
        <TimeText at={body.at} />
      </div>
      <div className={css['what']}>
        <h3>{names.value('kind', body.kind)}</h3>
        {gaps.map((gap) => (
          <p key={gap.code} className={css['gap']}>
            <Icon name="critical" size={16} />
            <span>
              <strong>{why(gap).what}</strong> {why(gap).why}
            </span>
          </p>
        ))}
        <Parties event={body} />
        <dl className={css['details']}>
          <Fact name={names.label('place')}>{body.place}</Fact>
          {(body.sealBefore !== null || body.sealAfter !== null) && <Seals event={body} />}
          {body.quantity !== null && (
            <Fact name={names.label('quantity')}>
              {format.number(body.quantity.value)} {body.quantity.unit}
            </Fact>
          )}
          {TEXTS.map((field) =>
            body[field] === null ? null : (
              <Fact key={field} name={names.label(field)}>
                {body[field]}
              </Fact>
            ),
          )}
          {body.child !== null && (
            <Fact name={names.label('child')}>
              <RecordLink type="exhibit" id={body.child} />
            </Fact>
          )}
          <Fact name={names.label('by')}>
            {nameOf(body.by)}
            {body.second !== null && `, ${nameOf(body.second)}`}
          </Fact>
          <Fact name={w('custody.hash')}>
            <Ident value={hash} />
          </Fact>
        </dl>
      </div>
    </li>
  )
}

function Parties({ event: { from, to } }: { event: ChainEvent['body'] }): ReactNode {
  const w = useWords()
  if (from === null && to === null) return null
  return (
    <p className={css['parties']}>
      {from !== null && <HolderText holder={from} />}
      {to !== null && (
        <>
          <Icon name="chevronRight" size={16} label={w('custody.to')} />
          <HolderText holder={to} />
        </>
      )}
    </p>
  )
}

function Seals({ event }: { event: ChainEvent['body'] }): ReactNode {
  const w = useWords()
  const { sealBefore, sealAfter } = event
  return (
    <Fact name={w('record.exhibit.field.seal')}>
      <span className="mono">
        {sealBefore === sealAfter
          ? sealAfter
          : `${sealBefore ?? w('custody.no-seal')} → ${sealAfter ?? w('custody.no-seal')}`}
      </span>
    </Fact>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
