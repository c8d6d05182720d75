import { useMe } from '@basinet/console/api/session.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { FirearmTrace } from '../contract.ts'
import { Exchange } from './exchange.tsx'
import { useList, type Stored } from './data.ts'
import css from './firearms.module.css'
import { PLACE, useWords } from './words.ts'

const STATES = ['sent', 'drafted', 'answered'] as const

/** Requests by state: what waits first, with the day an answer is due. */
export function TraceBoard(): ReactNode {
  const w = useWords()
  return (
    <>
      {STATES.map((state) => (
        <section key={state} className={css['section']}>
          <h2>{w(`record.firearm-trace.value.state.${state}`)}</h2>
          <Column state={state} />
        </section>
      ))}
      <Exchange />
    </>
  )
}

function Column({ state }: { state: (typeof STATES)[number] }): ReactNode {
  const w = useWords()
  const query = useList<FirearmTrace>('firearm-trace', { 'f.state': state })
  useScreenLabel(highestLabel((query.data?.items ?? []).map((record) => record.label)))
  return (
    <QueryView query={query} rows={2}>
      {({ items }) =>
        items.length === 0 ? <EmptyState title={w('fa.board-none')} size="small" /> : <Traces items={items} />
      }
    </QueryView>
  )
}

export function Traces({ items }: { items: readonly Stored<FirearmTrace>[] }): ReactNode {
  const w = useWords()
  const now = Date.parse(useMe().node.utc)
  const late = ({ state, dueAt }: FirearmTrace): boolean =>
    state === 'sent' && dueAt !== null && Date.parse(dueAt) < now
  return (
    <Plain
      caption={w('record.firearm-trace.plural')}
      head={[
        w('record.firearm-trace.name'),
        w('record.firearm-trace.field.askedOf.authority'),
        w('record.firearm-trace.field.priority'),
        w('record.firearm-trace.field.sentAt'),
        w('record.firearm-trace.field.dueAt'),
        w('record.firearm-trace.field.outcome'),
      ]}
      rows={items.map(({ id, title, body }) => ({
        key: id,
        ...(late(body) ? { tone: 'warning' as const } : {}),
        cells: [
          <PathLink key="to" to={`${PLACE}/firearm-trace/${id}`}>
            {title}
          </PathLink>,
          body.askedOf.authority,
          w(`record.firearm-trace.value.priority.${body.priority}`),
          body.sentAt === null ? '–' : <TimeText key="sent" at={body.sentAt} />,
          <Due key="due" trace={body} late={late(body)} />,
          outcomeText(w, body),
        ],
      }))}
    />
  )
}

function outcomeText(w: ReturnType<typeof useWords>, { answer, state }: FirearmTrace): string {
  if (answer === null) return w(`record.firearm-trace.value.state.${state}`)
  const outcome = w(`record.firearm-trace.value.answer.outcome.${answer.outcome}`)
  return answer.because === null
    ? outcome
    : `${outcome}: ${w(`record.firearm-trace.value.answer.because.${answer.because}`)}`
}

function Due({ trace, late }: { trace: FirearmTrace; late: boolean }): ReactNode {
  const w = useWords()
  if (trace.dueAt === null) return trace.state === 'sent' ? w('fa.no-clock') : '–'
  return (
    <>
      <TimeText at={trace.dueAt} />
      {late && ` (${w('fa.overdue')})`}
    </>
  )
}
