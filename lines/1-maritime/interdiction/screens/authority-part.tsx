import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AuthorityRequest, Interdiction } from '../contract/interdiction.ts'
import css from './interdiction.module.css'
import { useWords } from './words.ts'

const ANSWER: Readonly<Record<NonNullable<AuthorityRequest['answer']>, Status>> = {
  granted: 'good',
  refused: 'critical',
  silence: 'warning',
}

/** What was asked of which authority, its clock, and what came back. */
export function AuthorityPart({
  body,
  answer,
}: {
  body: Interdiction
  answer: (request: number) => void
}): ReactNode {
  const w = useWords()
  return (
    <section className={css['section']}>
      <h2>{w('record.interdiction.field.requests')}</h2>
      {body.requests.length === 0 && <p className="muted">{w('interdiction.nothing')}</p>}
      <ul className={css['list']}>
        {body.requests.map((r) => (
          <li key={r.request}>
            <strong>{w(`record.interdiction.value.requests.kind.${r.kind}`)}</strong> · {r.to}
            <div className="small muted">{r.instrument}</div>
            {r.answer === null ? (
              <div className={css['row']}>
                <StatusMark status="neutral">
                  {w('record.interdiction.field.requests.answerBy')}:{' '}
                  {r.answerBy === null ? w('interdiction.no-answer-time') : <Age at={r.answerBy} />}
                </StatusMark>
                <Button size="compact-sm" variant="default" onClick={() => answer(r.request)}>
                  {w('command.interdiction.answer.name')}
                </Button>
              </div>
            ) : (
              <>
                <StatusMark status={ANSWER[r.answer]}>
                  {w(`record.interdiction.value.requests.answer.${r.answer}`)}
                </StatusMark>
                <div>{[r.effect, r.scope, r.shiprider].filter(Boolean).join(' · ')}</div>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
