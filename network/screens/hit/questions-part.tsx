import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { RecordLink } from '@basinet/console/parts/record/record-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { HitAnswer, HitQuestionRecord } from '../../hit/contract.ts'
import type { Sought } from '../../hit/sought.ts'
import { useWords } from '../words.ts'
import { useNewest } from './use-hits.ts'

const STATUS: Record<HitAnswer['answer'], Status> = {
  waiting: 'warning',
  hit: 'info',
  'no-hit': 'good',
  refused: 'critical',
}

/** What was asked, and what each nation answered; core data is asked for on the question's own page. */
export function QuestionsPart(): ReactNode {
  const t = useWords()
  const query = useNewest<HitQuestionRecord>('hit-question')
  return (
    <QueryView query={query} rows={3}>
      {(items) =>
        items.length === 0 ? (
          <p className="muted">{t('network.hit.empty-questions')}</p>
        ) : (
          <Plain
            caption={t('network.hit.questions')}
            head={[
              t('network.hit.column.case'),
              t('network.hit.column.sought'),
              t('network.hit.column.answers'),
              t('network.hit.column.asked'),
            ]}
            rows={items.map(({ id, body, createdAt }) => ({
              key: id,
              cells: [
                <PathLink key="c" to={`/regional/hit/hit-question/${id}`}>
                  {body.caseNumber}
                </PathLink>,
                <SoughtText key="s" sought={body.sought} />,
                <ul key="a">
                  {body.answers.map((answer) => (
                    <li key={answer.nation}>
                      <AnswerText answer={answer} />
                    </li>
                  ))}
                </ul>,
                <Age key="t" at={createdAt} />,
              ],
            }))}
          />
        )
      }
    </QueryView>
  )
}

function SoughtText({ sought }: { sought: Sought }): ReactNode {
  const t = useWords()
  const what =
    sought.kind === 'person'
      ? `${sought.family}, ${sought.given} ${sought.birthDate ?? sought.birthYear ?? ''}`
      : sought.kind === 'serial'
        ? `${sought.make ?? ''} ${sought.serial}`
        : sought.number
  return (
    <>
      {t(`network.hit.sought.${sought.kind}`)}: {what.trim()}
    </>
  )
}

function AnswerText({ answer }: { answer: HitAnswer }): ReactNode {
  const t = useWords()
  const { nation, followUp, dueAt, reason, accidentOneIn, delivered } = answer
  return (
    <>
      <StatusMark status={STATUS[answer.answer]}>
        {nation}: {t(`network.hit.answer.${answer.answer}`)}
      </StatusMark>
      {reason === null ? null : <span className="muted small"> {reason}</span>}
      {accidentOneIn === null ? null : (
        <span className="muted small">
          {' '}
          {t('network.hit.limit.accident', { questions: accidentOneIn.toExponential(0) })}
        </span>
      )}
      {followUp === 'none' ? null : <span className="small"> {t(`network.hit.follow.${followUp}`)}</span>}
      {dueAt === null || followUp === 'delivered' ? null : (
        <span className="small"> {t('network.hit.due', { at: dueAt.slice(0, 16).replace('T', ' ') })}</span>
      )}
      {followUp !== 'delivered'
        ? null
        : delivered.map((d) => <RecordLink key={d.id} type={d.type} id={d.id} />)}
    </>
  )
}
