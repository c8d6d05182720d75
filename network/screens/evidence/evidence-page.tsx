import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { ConversionDecision, ConversionRequest } from '../../evidence/contract.ts'
import css from '../desk.module.css'
import { TwoSidedPage, type Side } from '../two-sided-page.tsx'
import { useNewestOf, type Row } from '../use-newest.ts'
import { useWords } from '../words.ts'

const BASE = '/regional/evidence'

/** What is to become evidence: what partners ask our central authority, and what we asked theirs. */
export function EvidencePage(): ReactNode {
  const t = useWords()
  const decisions = useNewestOf<ConversionDecision>('conversion-decision')
  const decisionsOf = Map.groupBy(decisions.data?.items ?? [], (r) => r.body.request)
  return (
    <TwoSidedPage<ConversionRequest>
      topic="evidence"
      type="conversion-request"
      titles={{ in: t('network.evidence.to-decide'), out: t('network.evidence.asked') }}
    >
      {(side, caption, items) => (
        <Conversions side={side} caption={caption} items={items} decisionsOf={decisionsOf} />
      )}
    </TwoSidedPage>
  )
}

function Conversions({
  side,
  caption,
  items,
  decisionsOf,
}: {
  side: Side
  caption: string
  items: readonly Row<ConversionRequest>[]
  decisionsOf: ReadonlyMap<string, readonly Row<ConversionDecision>[]>
}): ReactNode {
  const t = useWords()
  return (
    <Plain
      caption={caption}
      head={[
        t('network.desk.column.nation'),
        t('record.conversion-request.field.caseNumber'),
        t('record.conversion-request.field.court'),
        t('record.conversion-request.field.items'),
        t('network.desk.column.ordered'),
        t('record.conversion-decision.field.decision'),
      ]}
      rows={items.map((r) => ({
        key: r.id,
        cells: [
          <strong key="n">{side === 'in' ? r.label.owner : r.body.to}</strong>,
          <PathLink key="c" to={`${BASE}/conversion-request/${r.id}`}>
            {r.body.caseNumber}
          </PathLink>,
          r.body.court,
          t('network.evidence.items', { n: r.body.items.length, count: r.body.items.length }),
          <Age key="a" at={r.createdAt} />,
          <Decision key="d" side={side} request={r} decisions={decisionsOf.get(r.id) ?? []} />,
        ],
      }))}
    />
  )
}

function Decision({
  side,
  request,
  decisions,
}: {
  side: Side
  request: Row<ConversionRequest>
  decisions: readonly Row<ConversionDecision>[]
}): ReactNode {
  const t = useWords()
  const given = decisions.find((d) => d.body.state === 'given') ?? decisions[0]
  const form = (verb: string, more = ''): string =>
    `${BASE}/conversion-decision/new/${verb}?set.request=${request.id}${more}`
  const named = `&json.items=${encodeURIComponent(JSON.stringify(request.body.items))}&json.uses=${encodeURIComponent(JSON.stringify(request.body.uses))}`
  if (given !== undefined)
    return (
      <PathLink to={`${BASE}/conversion-decision/${given.id}`}>
        {given.body.state === 'withdrawn'
          ? t('record.conversion-decision.value.state.withdrawn')
          : t(`record.conversion-decision.value.decision.${given.body.decision}`)}
        {given.body.certificate === null ? '' : `, ${given.body.certificate.number}`}
      </PathLink>
    )
  if (request.body.state === 'withdrawn')
    return <StatusMark status="neutral">{t('record.conversion-request.value.state.withdrawn')}</StatusMark>
  return (
    <span className={css['row']}>
      <StatusMark status="warning">{t('network.evidence.waits')}</StatusMark>
      {side === 'in' && (
        <>
          <PathLink to={form('grant', named)}>{t('command.conversion-decision.grant.name')}</PathLink>
          <PathLink to={form('refuse')}>{t('command.conversion-decision.refuse.name')}</PathLink>
        </>
      )}
    </span>
  )
}
