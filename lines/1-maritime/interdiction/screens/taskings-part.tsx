import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Interdiction, Tasking } from '../contract/interdiction.ts'
import css from './interdiction.module.css'
import { useWords } from './words.ts'

const STATUS: Readonly<Record<Exclude<Tasking['state'], 'ended'>, Status>> = {
  given: 'warning',
  acknowledged: 'good',
  declined: 'critical',
}

/** Who was sent to do what, on what authority, and what they answered. */
export function TaskingsPart({
  body,
  answer,
}: {
  body: Interdiction
  answer: (tasking: number) => void
}): ReactNode {
  const w = useWords()
  return (
    <section className={css['section']}>
      <h2>{w('record.interdiction.field.taskings')}</h2>
      {body.taskings.length === 0 && <p className="muted">{w('interdiction.nothing')}</p>}
      <ul className={css['list']}>
        {body.taskings.map((t) => (
          <li key={t.tasking}>
            <strong>{t.name}</strong> · {w(`record.interdiction.value.taskings.action.${t.action}`)}
            <div>{t.order}</div>
            <div className="small muted">{t.authority}</div>
            <div className={css['row']}>
              {t.state === 'ended' ? (
                <StatusMark status="neutral">{w('record.interdiction.value.answer.ended')}</StatusMark>
              ) : (
                <StatusMark status={STATUS[t.state]}>
                  {w(`record.interdiction.value.taskings.state.${t.state}`)}
                </StatusMark>
              )}
              {t.meetAt !== null && t.state !== 'ended' && (
                <span className="small">
                  {w('record.interdiction.field.taskings.meetAt')}: <Age at={t.meetAt} />
                </span>
              )}
              {(t.state === 'given' || t.state === 'acknowledged') && body.state !== 'ended' && (
                <Button size="compact-sm" variant="default" onClick={() => answer(t.tasking)}>
                  {w('command.interdiction.acknowledge.name')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
