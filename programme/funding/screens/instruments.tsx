import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { nameOf, useFormat } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InstrumentRow } from '../contract.ts'
import { useAmount } from './amount-text.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

const WARN_DAYS = 180
const CRITICAL_DAYS = 60

function toneOf({ body, position }: InstrumentRow): 'warning' | 'critical' | undefined {
  if (position.overCeiling !== null) return 'critical'
  if (body.state !== 'active' || position.daysToExpiry > WARN_DAYS) return undefined
  return position.daysToExpiry <= CRITICAL_DAYS ? 'critical' : 'warning'
}

/** Every instrument with its ceiling, what is obligated and spent, what waits in the pipeline, and when its funds lapse. */
export function Instruments(): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  const query = useQuery({
    queryKey: [...keys.lists('instrument'), 'positions'],
    queryFn: ({ signal }) => apiGet<{ items: InstrumentRow[] }>('/funding/instruments', undefined, signal),
  })
  return (
    <div className={css['page']}>
      {catalogue?.commands['instrument.draft']?.allowed === true && (
        <p className="no-print">
          <PathLink to="/programme/funding/instrument/new/draft">
            {w('command.instrument.draft.name')}
          </PathLink>
        </p>
      )}
      <p className="muted small">{w('funding.pipeline-note')}</p>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('funding.no-instruments')} text={w('funding.no-instruments-text')} />
          ) : (
            <Rows items={items} />
          )
        }
      </QueryView>
    </div>
  )
}

function Rows({ items }: { items: readonly InstrumentRow[] }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  const format = useFormat()
  const share = (part: number): string => `${format.number(part * 100, { maximum: 0 })} %`
  return (
    <Plain
      caption={w('funding.view.instruments')}
      head={[
        w('record.instrument.field.reference'),
        w('record.instrument.field.ceiling'),
        w('funding.obligated'),
        w('funding.disbursed'),
        w('funding.pipeline'),
        w('funding.burn'),
        w('funding.elapsed'),
        w('record.instrument.field.fundsExpire'),
        w('funding.overdue'),
      ]}
      rows={items.map((row) => ({
        key: row.id,
        ...(toneOf(row) === undefined ? {} : { tone: toneOf(row) as 'warning' }),
        cells: [
          <span key="name">
            <PathLink to={`/programme/funding/instrument/${row.id}`}>{row.body.reference}</PathLink>
            <span className="muted small">
              {' '}
              {nameOf(`record.instrument.value.kind.${row.body.kind}`, row.body.kind)},{' '}
              {nameOf(`record.instrument.value.state.${row.body.state}`, row.body.state)}
            </span>
          </span>,
          amount(row.body.ceiling, row.body.currency),
          <Obligated key="obligated" row={row} />,
          amount(row.position.disbursed),
          `${amount(row.position.pipeline)}${row.position.pipelineMonths === null ? '' : ` (${w('funding.months', { n: format.number(row.position.pipelineMonths, { maximum: 1 }) })})`}`,
          row.position.burnPerMonth === null ? '–' : format.number(row.position.burnPerMonth, { maximum: 0 }),
          `${share(row.position.timeShare)} / ${share(row.position.moneyShare)}`,
          `${row.body.fundsExpire} (${w('funding.days', { n: row.position.daysToExpiry })})`,
          format.number(row.position.overdue),
        ],
      }))}
    />
  )
}

function Obligated({ row: { body, position } }: { row: InstrumentRow }): ReactNode {
  const w = useWords()
  const amount = useAmount()
  if (position.overCeiling === null) return amount(position.obligated)
  return (
    <>
      {amount(position.obligated)}{' '}
      <StatusMark status="critical">
        {w('funding.over-ceiling', { amount: amount(position.overCeiling, body.currency) })}
      </StatusMark>
    </>
  )
}
