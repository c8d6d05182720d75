import { Fragment, useState, type ReactNode } from 'react'
import { useCommandName } from '../../parts/command-name.ts'
import { url } from '../../api/client.ts'
import { usePeople } from '../../api/people.ts'
import type { AuditItem } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { humanised } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { Ident } from '../../parts/ident.tsx'
import { RecordLink } from '../../parts/record/record-link.tsx'
import { StatusMark, type Status } from '../../parts/status-mark.tsx'
import { UtcText } from '../../parts/time.tsx'
import css from './audit.module.css'

const OUTCOME: Record<AuditItem['event']['outcome'], Status> = {
  done: 'good',
  denied: 'warning',
  failed: 'critical',
  pending: 'neutral',
}

/** Events of the log, each with its leaf and the proof to take away. */
export function AuditTable({ items }: { items: readonly AuditItem[] }): ReactNode {
  const t = useT()
  const people = usePeople(items.map((item) => item.event.actor))
  const [open, setOpen] = useState<number | null>(null)
  return (
    <div className={css['scroll']}>
      <table className={css['table']}>
        <caption className="visually-hidden">{t('nav.audit')}</caption>
        <thead>
          <tr>
            {(['seq', 'at', 'kind', 'actor', 'record', 'outcome', 'proof'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`audit.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Fragment key={item.seq}>
              <Row
                item={item}
                actor={people.get(item.event.actor)?.name ?? null}
                open={open === item.seq}
                toggle={() => setOpen(open === item.seq ? null : item.seq)}
              />
              {open === item.seq && (
                <tr className={css['details']}>
                  <td colSpan={7}>
                    <Details item={item} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  item,
  actor,
  open,
  toggle,
}: {
  item: AuditItem
  actor: string | null
  open: boolean
  toggle: () => void
}): ReactNode {
  const commandName = useCommandName()
  const t = useT()
  const name = useNames()
  const { event } = item
  const what =
    event.command === undefined ? name(`audit.kind.${event.kind}`, event.kind) : commandName(event.command)
  return (
    <tr>
      <td className="mono">
        <button type="button" className={css['toggle']} aria-expanded={open} onClick={toggle}>
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={14} />
          {item.seq}
        </button>
      </td>
      <td>
        <UtcText at={event.at} />
      </td>
      <td>
        {what}
        {event.count !== undefined && (
          <span className="muted"> · {t('audit.count', { count: event.count })}</span>
        )}
      </td>
      <td>{actor ?? <Ident value={event.actor} />}</td>
      <td>
        {event.type !== undefined && event.record !== undefined ? (
          <RecordLink type={event.type} id={event.record} />
        ) : (
          <span className="muted">
            {event.type === undefined ? '–' : name(`record.${event.type}.name`, humanised(event.type))}
          </span>
        )}
      </td>
      <td>
        <StatusMark status={OUTCOME[event.outcome]}>{t(`audit.outcome.${event.outcome}`)}</StatusMark>
      </td>
      <td>
        <a href={url(`/audit/proof/${item.seq}`)} download className={css['proof']}>
          <Icon name="proof" size={16} />
          {t('audit.proof')}
        </a>
      </td>
    </tr>
  )
}

function Details({ item }: { item: AuditItem }): ReactNode {
  const t = useT()
  return (
    <dl className={css['facts']}>
      <div>
        <dt>{t('audit.leaf')}</dt>
        <dd>
          <Ident value={item.leaf} whole />
        </dd>
      </div>
      <div>
        <dt>{t('audit.event')}</dt>
        <dd>
          <pre>{JSON.stringify(item.event, null, 2)}</pre>
        </dd>
      </div>
      <div>
        <dt>{t('audit.details')}</dt>
        <dd>
          {item.details === null || item.details === undefined ? (
            <span className="muted">{t('audit.no-details')}</span>
          ) : (
            <pre>{JSON.stringify(item.details, null, 2)}</pre>
          )}
        </dd>
      </div>
    </dl>
  )
}
