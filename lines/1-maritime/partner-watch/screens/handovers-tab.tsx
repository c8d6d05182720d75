import type { AnyRecord } from '@basinet/console/api/types.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { useNow } from '@basinet/console/state/now.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { ContactHandover, HandoverAnswer } from '../contract.ts'
import css from './partner-watch.module.css'
import { useNewest } from './use-partner-records.ts'
import { BASE, useWords } from './words.ts'

type Offer = AnyRecord & { readonly body: ContactHandover }
const NOW_MS = 15_000

/** Contacts offered to this watch, and by it, with what was answered and what is overdue. */
export function HandoversTab(): ReactNode {
  const t = useWords()
  const me = useMe()
  const offers = useNewest<ContactHandover>('contact-handover')
  const answers = useNewest<HandoverAnswer>('handover-answer')
  useScreenLabel(highestLabel((offers.data?.items ?? []).map((offer) => offer.label)))
  const answerOf = new Map((answers.data?.items ?? []).map(({ body }) => [body.about, body]))
  const parts = [
    ['in', (offer: Offer) => offer.label.owner !== me.node.nation],
    ['out', (offer: Offer) => offer.label.owner === me.node.nation],
  ] as const
  return parts.map(([side, mine]) => (
    <section key={side}>
      <h2>{t(`partner-watch.${side}`)}</h2>
      <QueryView query={offers} rows={3}>
        {({ items }) => {
          const shown = items.filter(mine)
          return shown.length === 0 ? (
            <EmptyState
              title={t(`partner-watch.none-${side}`)}
              text={t('partner-watch.none-handover-text')}
              size="small"
            />
          ) : (
            <Offers side={side} items={shown} answerOf={answerOf} />
          )
        }}
      </QueryView>
    </section>
  ))
}

function Offers({
  side,
  items,
  answerOf,
}: {
  side: 'in' | 'out'
  items: readonly Offer[]
  answerOf: ReadonlyMap<string, HandoverAnswer>
}): ReactNode {
  const t = useWords()
  return (
    <Plain
      caption={t(`partner-watch.${side}`)}
      head={[
        t(side === 'in' ? 'partner-watch.col.owner' : 'partner-watch.col.to'),
        t('partner-watch.col.contact'),
        t('record.contact-handover.field.kind'),
        t('record.contact-handover.field.seenAt'),
        t('partner-watch.col.answer-by'),
        t('partner-watch.col.answer'),
      ]}
      rows={items.map((offer) => ({
        key: offer.id,
        cells: [
          <strong key="n">{side === 'in' ? offer.label.owner : offer.body.to}</strong>,
          <PathLink key="c" to={`${BASE}/contact-handover/${offer.id}`}>
            {offer.body.name}
          </PathLink>,
          t(`record.contact-handover.value.kind.${offer.body.kind}`),
          <Age key="s" at={offer.body.seenAt} />,
          <Age key="b" at={offer.body.answerBy} />,
          <Standing key="a" side={side} offer={offer} answer={answerOf.get(offer.id)} />,
        ],
      }))}
    />
  )
}

function Standing({
  side,
  offer,
  answer,
}: {
  side: 'in' | 'out'
  offer: Offer
  answer: HandoverAnswer | undefined
}): ReactNode {
  const t = useWords()
  const now = useNow(NOW_MS)
  if (answer !== undefined)
    return (
      <StatusMark status={answer.answer === 'taken' ? 'good' : 'warning'}>
        {t(`record.handover-answer.value.answer.${answer.answer}`)}
        {answer.note === '' ? '' : `: ${answer.note}`}
      </StatusMark>
    )
  if (offer.body.state === 'withdrawn')
    return <StatusMark status="neutral">{t('record.contact-handover.value.state.withdrawn')}</StatusMark>
  const overdue = Date.parse(offer.body.answerBy) < now
  const form = (word: string): string =>
    `${BASE}/handover-answer/new/give?set.about=${offer.id}&set.answer=${word}`
  return (
    <span className={css['buttons']}>
      <StatusMark status={overdue ? 'critical' : 'warning'}>
        {t(overdue ? 'partner-watch.overdue' : 'partner-watch.waits')}
      </StatusMark>
      {side === 'in' ? (
        <>
          <PathLink to={form('taken')}>{t('partner-watch.take')}</PathLink>
          <PathLink to={form('declined')}>{t('partner-watch.decline')}</PathLink>
        </>
      ) : (
        <PathLink to={`${BASE}/contact-handover/${offer.id}/do/withdraw`}>
          {t('command.contact-handover.withdraw.name')}
        </PathLink>
      )}
    </span>
  )
}
