import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import css from './interdiction.module.css'
import { StatisticsPart } from './statistics-part.tsx'
import { BASE, operationPath, useWords, type Translate } from './words.ts'

type Operation = AnyRecord & { readonly body: Interdiction }
const GOING = 'open,tasked,boarding,rescue'
const SHOWN = 50
const ENDED_SHOWN = 10
/** Half a minute: the board is watched, and the live stream tells of changes besides. */
const AGAIN_MS = 30_000

export const THREAT_STATUS: Readonly<Record<Interdiction['threat'], Status>> = {
  low: 'info',
  medium: 'warning',
  high: 'critical',
}

function useOperations(state: string, limit: number) {
  return useQuery({
    queryKey: [...keys.lists('interdiction'), 'board', state],
    queryFn: ({ signal }) =>
      apiGet<Page<Operation>>(
        '/records/interdiction',
        { 'f.state.in': state, sort: '-sightedAt', limit },
        signal,
      ),
    refetchInterval: AGAIN_MS,
  })
}

/** What somebody still has to do, in the order in which it presses. */
function waitsFor({ body }: Operation, w: Translate): string {
  const answer = body.requests.find((r) => r.answer === null)
  const order = body.taskings.find((t) => t.state === 'given')
  if (body.handOvers.some((h) => h.takenAt === null)) return w('interdiction.waits-take')
  if (answer !== undefined) return w('interdiction.waits-answer', { to: answer.to })
  if (order !== undefined) return w('interdiction.waits-ack', { name: order.name })
  return body.state === 'open' ? w('interdiction.waits-order') : '–'
}

/** Where a watch officer sees every operation and what each waits for. */
export function BoardPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  const mayOpen = catalogue?.commands['interdiction.open']?.allowed === true
  const going = useOperations(GOING, SHOWN)
  const ended = useOperations('ended', ENDED_SHOWN)
  useScreenLabel(
    highestLabel([...(going.data?.items ?? []), ...(ended.data?.items ?? [])].map((r) => r.label)),
  )
  return (
    <>
      <PageHead
        title={name('capability.interdiction.name', 'Interdiction')}
        note={
          <>
            {w('capability.interdiction.note')} ·{' '}
            <PathLink to={`${BASE}?search=plan`}>{w('interdiction.search')}</PathLink>
          </>
        }
        actions={
          mayOpen && (
            <Button onClick={() => go(`${BASE}/interdiction/new/open`)}>
              {w('command.interdiction.open.name')}
            </Button>
          )
        }
      />
      <div className={css['page']}>
        <section className={css['section']}>
          <h2>{w('interdiction.going')}</h2>
          <QueryView query={going} rows={4}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={w('interdiction.none')} text={w('interdiction.none-text')} size="small" />
              ) : (
                <Operations items={items} caption={w('interdiction.going')} waits />
              )
            }
          </QueryView>
        </section>
        <div className={css['columns']}>
          <section className={css['section']}>
            <h2>{w('interdiction.ended')}</h2>
            <QueryView query={ended} rows={3}>
              {({ items }) =>
                items.length === 0 ? (
                  <p className="muted">{w('interdiction.nothing')}</p>
                ) : (
                  <Operations items={items} caption={w('interdiction.ended')} waits={false} />
                )
              }
            </QueryView>
            <p>
              <PathLink to={`${BASE}/interdiction`}>{w('interdiction.board')}</PathLink>
            </p>
          </section>
          <div>
            <StatisticsPart />
            <Registers types={Object.keys(catalogue?.records ?? {})} />
          </div>
        </div>
      </div>
    </>
  )
}

function Operations({
  items,
  caption,
  waits,
}: {
  items: readonly Operation[]
  caption: string
  waits: boolean
}): ReactNode {
  const w = useWords()
  return (
    <Plain
      caption={caption}
      head={[
        w('record.interdiction.name'),
        w('record.interdiction.field.threat'),
        w('record.interdiction.field.intent'),
        w('record.interdiction.field.sightedAt'),
        waits ? w('interdiction.waits') : w('record.interdiction.field.outcome.result'),
        '',
      ]}
      rows={items.map((op) => ({
        key: op.id,
        ...(op.body.state === 'rescue' ? { tone: 'critical' as const } : {}),
        cells: [
          <PathLink key="title" to={operationPath(op.id)}>
            {op.title}
          </PathLink>,
          <StatusMark key="threat" status={THREAT_STATUS[op.body.threat]}>
            {w(`record.interdiction.value.threat.${op.body.threat}`)}
          </StatusMark>,
          w(`record.interdiction.value.intent.${op.body.intent}`),
          <Age key="age" at={op.body.sightedAt} />,
          waits || op.body.outcome === null
            ? waitsFor(op, w)
            : w(`record.interdiction.value.outcome.result.${op.body.outcome.result}`),
          op.label.exercise ? <strong key="exercise">{w('interdiction.exercise')}</strong> : '',
        ],
      }))}
    />
  )
}

const REGISTERS = [
  'maritime-asset',
  'maritime-zone',
  'maritime-authority',
  'boarding',
  'held-person',
  'judicial-clock',
] as const

/** Registers this person may read. */
function Registers({ types }: { types: readonly string[] }): ReactNode {
  const w = useWords()
  return (
    <section className={css['section']}>
      <h2>{w('interdiction.registers')}</h2>
      <ul className={css['links']}>
        {REGISTERS.filter((type) => types.includes(type)).map((type) => (
          <li key={type}>
            <PathLink to={`${BASE}/${type}`}>{w(`record.${type}.plural`)}</PathLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
