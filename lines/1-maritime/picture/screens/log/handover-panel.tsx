import { usePeople } from '@basinet/console/api/people.ts'
import { useRecordList } from '@basinet/console/api/records.ts'
import { useMe } from '@basinet/console/api/session.ts'
import type { AnyRecord } from '@basinet/console/api/types.ts'
import { dtg } from '@basinet/console/i18n/nautical.ts'
import { useT } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useReadableTitle } from '@basinet/console/parts/record/readable-title.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { HandoverItem, WatchHandover } from '../../contract.ts'
import css from '../panel/panel.module.css'
import { useWords } from '../words.ts'
import { OfferForm } from './offer-form.tsx'
import { useHandoverCommand } from './use-handover-command.ts'

/** The end of one watch and the start of the next: nothing open changes hands unread. */
export function HandoverPanel(): ReactNode {
  const t = useWords()
  const offered = useRecordList('watch-handover', { 'f.state': 'offered', sort: '-offeredAt' })
  const rows = offered.data?.pages[0]?.items ?? []
  return (
    <>
      <QueryView query={offered} rows={4}>
        {() => (
          <>
            {rows.map((row) => (
              <Offered key={row.id} row={row} />
            ))}
            {rows.length === 0 && <OfferForm />}
          </>
        )}
      </QueryView>
      <p className={css['section']}>
        <PathLink to="/1-maritime/picture/watch-handover">{t('picture.handover.all')}</PathLink>
      </p>
    </>
  )
}

function Offered({ row }: { row: AnyRecord }): ReactNode {
  const t = useWords()
  const me = useMe()
  const body = row.body as unknown as WatchHandover
  const people = usePeople([body.outgoing])
  const own = body.outgoing === me.person.id
  const unread = body.items.filter((item) => item.acknowledgedAt === null).length
  const { give, busy, problem } = useHandoverCommand(row)
  return (
    <article>
      <div className={css['section']}>
        <h2>{t('picture.handover.from', { name: people.get(body.outgoing)?.name ?? body.outgoing })}</h2>
        <p className={css['dtg']}>{dtg(body.offeredAt)}</p>
        <p style={{ whiteSpace: 'pre-wrap' }}>{body.summary}</p>
        <p role="status">
          <StatusMark status={unread === 0 ? 'good' : 'warning'}>
            {unread === 0 ? t('picture.handover.all-read') : t('picture.handover.unread', { count: unread })}
          </StatusMark>
        </p>
        {own && <p className="muted">{t('picture.handover.own')}</p>}
        {problem !== null && <p role="alert">{problem}</p>}
        <div className={css['buttons']}>
          {!own && (
            <Button loading={busy} disabled={unread > 0} onClick={() => give('accept', {})}>
              {t('picture.handover.accept')}
            </Button>
          )}
          <PathLink to={`/1-maritime/picture/watch-handover/${row.id}`}>{t('picture.act.record')}</PathLink>
        </div>
      </div>
      <ol>
        {body.items.map((item) => (
          <Item
            key={item.id}
            item={item}
            acknowledge={own ? null : () => give('acknowledge', { id: item.id })}
            busy={busy}
          />
        ))}
      </ol>
    </article>
  )
}

function Item({
  item,
  acknowledge,
  busy,
}: {
  item: HandoverItem
  acknowledge: (() => void) | null
  busy: boolean
}): ReactNode {
  const t = useWords()
  const console = useT()
  const readable = useReadableTitle()
  return (
    <li className={css['item']}>
      <p className={css['itemHead']}>
        <StatusMark status={item.severity}>{console(`severity.${item.severity}`)}</StatusMark>
        <span className={css['dtg']}>{dtg(item.since)}</span>
      </p>
      <p>
        <PathLink to={`/1-maritime/picture/${item.type}/${item.id}`}>{readable(item.title)}</PathLink>
      </p>
      <div className={css['buttons']}>
        {item.acknowledgedAt !== null ? (
          <StatusMark status="good">{t('picture.handover.read')}</StatusMark>
        ) : (
          acknowledge !== null && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={acknowledge}>
              {t('picture.handover.acknowledge')}
            </Button>
          )
        )}
      </div>
    </li>
  )
}
