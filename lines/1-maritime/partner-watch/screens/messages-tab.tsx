import type { AnyRecord } from '@basinet/console/api/types.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { position } from '@basinet/console/i18n/nautical.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { LabelChip } from '@basinet/console/parts/record/label-chip.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { UtcText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { WatchMessage } from '../contract.ts'
import css from './partner-watch.module.css'
import { useNewest } from './use-partner-records.ts'
import { BASE, useWords } from './words.ts'

type Message = AnyRecord & { readonly body: WatchMessage }

/** What watches say to each other, the newest first; phrases in the reader's own language. */
export function MessagesTab(): ReactNode {
  const t = useWords()
  const messages = useNewest<WatchMessage>('watch-message')
  useScreenLabel(highestLabel((messages.data?.items ?? []).map((message) => message.label)))
  return (
    <QueryView query={messages} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('partner-watch.none-messages')} text={t('partner-watch.none-messages-text')} />
        ) : (
          <ul className={css['messages']} aria-label={t('partner-watch.tab.messages')}>
            {items.map((message) => (
              <OneMessage key={message.id} message={message} among={items} />
            ))}
          </ul>
        )
      }
    </QueryView>
  )
}

/** The sentence of a phrase in the reader's language, and the words beside it. */
function usePhrase(): (body: WatchMessage) => string | null {
  const t = useWords()
  return ({ phrase, name, minutes, place }) =>
    phrase === null
      ? null
      : t(`partner-watch.phrase.${phrase}`, {
          name: name ?? '…',
          minutes: minutes ?? '…',
          place: place === null ? '…' : position(place.lat, place.lon),
        })
}

function OneMessage({ message, among }: { message: Message; among: readonly Message[] }): ReactNode {
  const t = useWords()
  const me = useMe()
  const phraseOf = usePhrase()
  const { id, label, body, createdAt } = message
  const own = label.owner === me.node.nation
  const sentence = phraseOf(body)
  const before = body.answers === null ? null : (among.find((m) => m.id === body.answers) ?? 'gone')
  const answerTo = own ? body.to : [label.owner]
  return (
    <li className={css['message']} {...(own ? { 'data-own': true } : { 'data-foreign': true })}>
      <span className={css['messageHead']}>
        <strong>{t('partner-watch.from-to', { from: label.owner, to: body.to.join(', ') })}</strong>
        <UtcText at={createdAt} />
        <LabelChip label={label} />
        <PathLink
          to={`${BASE}/watch-message/new/send?set.answers=${id}&json.to=${encodeURIComponent(JSON.stringify(answerTo))}`}
        >
          {t('partner-watch.answer')}
        </PathLink>
      </span>
      {before !== null && (
        <span className="muted small">
          {t('partner-watch.answering', {
            text: before === 'gone' ? t('partner-watch.gone') : (phraseOf(before.body) ?? before.body.text),
          })}
        </span>
      )}
      {sentence !== null && <p className={css['phrase']}>{sentence}</p>}
      {body.text !== '' && <p>{body.text}</p>}
    </li>
  )
}
