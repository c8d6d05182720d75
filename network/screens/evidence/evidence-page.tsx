import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ConversionDecision, ConversionRequest } from '../../evidence/contract.ts'
import css from '../desk.module.css'
import { useNewestOf, type Row } from '../use-newest.ts'
import { useWords } from '../words.ts'

const BASE = '/regional/evidence'
type Side = 'in' | 'out'

/** What is to become evidence: what partners ask our central authority, and what we asked theirs. */
export function EvidencePage(): ReactNode {
  const t = useWords()
  const name = useNames()
  const me = useMe()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  const requests = useNewestOf<ConversionRequest>('conversion-request')
  const decisions = useNewestOf<ConversionDecision>('conversion-decision')
  useScreenLabel(highestLabel((requests.data?.items ?? []).map((r) => r.label)))
  const decisionsOf = Map.groupBy(decisions.data?.items ?? [], (r) => r.body.request)
  const sides: readonly (readonly [Side, string])[] = [
    ['in', t('network.evidence.to-decide')],
    ['out', t('network.evidence.asked')],
  ]
  return (
    <>
      <PageHead
        title={name('capability.evidence.name', 'evidence')}
        note={name('capability.evidence.note', '')}
        actions={
          catalogue?.commands['conversion-request.ask']?.allowed === true && (
            <Button onClick={() => go(`${BASE}/conversion-request/new/ask`)}>
              {t('command.conversion-request.ask.name')}
            </Button>
          )
        }
      />
      <div className={css['parts']}>
        {sides.map(([side, title]) => (
          <section key={side}>
            <h2>{title}</h2>
            <QueryView query={requests} rows={3}>
              {({ items }) => {
                const shown = items.filter((r) => (r.label.owner === me.node.nation) === (side === 'out'))
                return shown.length === 0 ? (
                  <EmptyState
                    title={t(`network.evidence.none-${side}`)}
                    text={t('network.evidence.none-text')}
                    size="small"
                  />
                ) : (
                  <Conversions side={side} caption={title} items={shown} decisionsOf={decisionsOf} />
                )
              }}
            </QueryView>
          </section>
        ))}
      </div>
    </>
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
