import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { useNow } from '@basinet/console/state/now.ts'
import type { ReactNode } from 'react'
import type { InformationAnswer, InformationRequest } from '../../requests/contract.ts'
import css from '../desk.module.css'
import { TwoSidedPage, type Side } from '../two-sided-page.tsx'
import { useNewestOf, type Row } from '../use-newest.ts'
import { useWords } from '../words.ts'

const BASE = '/regional/requests'
const NOW_MS = 15_000

/** Questions between nations in plain words: what waits for us, what we wait for, and whose clock runs. */
export function RequestsPage(): ReactNode {
  const t = useWords()
  const answers = useNewestOf<InformationAnswer>('information-answer')
  const answersOf = Map.groupBy(answers.data?.items ?? [], (r) => r.body.about)
  return (
    <TwoSidedPage<InformationRequest>
      topic="requests"
      type="information-request"
      titles={{ in: t('network.requests.to-answer'), out: t('network.requests.asked') }}
    >
      {(side, caption, items) => (
        <Requests side={side} caption={caption} items={items} answersOf={answersOf} />
      )}
    </TwoSidedPage>
  )
}

function Requests({
  side,
  caption,
  items,
  answersOf,
}: {
  side: Side
  caption: string
  items: readonly Row<InformationRequest>[]
  answersOf: ReadonlyMap<string, readonly Row<InformationAnswer>[]>
}): ReactNode {
  const t = useWords()
  return (
    <Plain
      caption={caption}
      head={[
        t('network.desk.column.nation'),
        t('record.information-request.field.subject'),
        t('record.information-request.field.urgency'),
        t('record.information-request.field.askedAt'),
        t('record.information-request.field.answerBy'),
        t('network.requests.standing'),
      ]}
      rows={items.map((r) => ({
        key: r.id,
        ...(r.body.urgency === 'immediate' && r.body.state === 'open' ? { tone: 'warning' as const } : {}),
        cells: [
          <strong key="n">{side === 'in' ? r.label.owner : r.body.to}</strong>,
          <PathLink key="s" to={`${BASE}/information-request/${r.id}`}>
            {r.body.subject}
          </PathLink>,
          t(`record.information-request.value.urgency.${r.body.urgency}`),
          <Age key="a" at={r.body.askedAt} />,
          r.body.answerBy === null ? t('network.requests.no-clock') : <Age key="b" at={r.body.answerBy} />,
          <Standing key="st" side={side} request={r} answers={answersOf.get(r.id) ?? []} />,
        ],
      }))}
    />
  )
}

function Standing({
  side,
  request,
  answers,
}: {
  side: Side
  request: Row<InformationRequest>
  answers: readonly Row<InformationAnswer>[]
}): ReactNode {
  const t = useWords()
  const now = useNow(NOW_MS)
  const { state, answerBy } = request.body
  const newest = answers[0]
  const final = answers.find((a) => a.body.kind !== 'acknowledged')
  const form = (kind: string): string =>
    `${BASE}/information-answer/new/give?set.about=${request.id}&set.kind=${kind}`
  return (
    <span className={css['row']}>
      {newest !== undefined && (
        <PathLink to={`${BASE}/information-answer/${(final ?? newest).id}`}>
          {t(`record.information-answer.value.kind.${(final ?? newest).body.kind}`)}
          {final?.body.late === true ? ` (${t('network.requests.late')})` : ''}
        </PathLink>
      )}
      {state !== 'open' && (
        <StatusMark status="neutral">{t(`record.information-request.value.state.${state}`)}</StatusMark>
      )}
      {state === 'open' && final === undefined && (
        <StatusMark status={answerBy !== null && Date.parse(answerBy) < now ? 'critical' : 'warning'}>
          {answerBy !== null && Date.parse(answerBy) < now
            ? t('network.requests.overdue')
            : t('network.requests.waits')}
        </StatusMark>
      )}
      {side === 'in' && state === 'open' && (
        <>
          {newest === undefined && (
            <PathLink to={form('acknowledged')}>{t('network.requests.acknowledge')}</PathLink>
          )}
          {final === undefined && (
            <PathLink to={form('answered')}>{t('command.information-answer.give.name')}</PathLink>
          )}
        </>
      )}
      {side === 'out' && state === 'open' && (
        <PathLink to={`${BASE}/information-request/${request.id}/do/close`}>
          {t('command.information-request.close.name')}
        </PathLink>
      )}
    </span>
  )
}
