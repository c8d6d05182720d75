import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Firearm, FirearmTrace } from '../contract.ts'
import { CandidateTable } from './candidate-table.tsx'
import { useCandidates, useList, type Stored } from './data.ts'
import css from './firearms.module.css'
import { Traces } from './trace-board.tsx'
import { PLACE, useWords } from './words.ts'

/** What is known of one firearm: description, marks, links, its traces, and others with such a serial number. */
export function FirearmPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: keys.record('firearm', id),
    queryFn: ({ signal }) => apiGet<{ record: Stored<Firearm> }>(`/records/firearm/${id}`, undefined, signal),
  })
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => (
        <>
          <PageHead
            title={record.title}
            note={w(`record.firearm.value.state.${record.body.state}`)}
            actions={<PathLink to={`${PLACE}/firearm/${id}`}>{w('fa.record')}</PathLink>}
          />
          <div className={css['page']}>
            <Description body={record.body} />
            <Marks body={record.body} />
            <OwnTraces id={id} />
            <TestFires id={id} />
            {record.body.serial !== null && <Alike id={id} body={record.body} />}
          </div>
        </>
      )}
    </QueryView>
  )
}

function Description({ body }: { body: Firearm }): ReactNode {
  const w = useWords()
  const state = w(`record.firearm.value.serialState.${body.serialState}`)
  const facts: [string, ReactNode][] = [
    [w('record.firearm.field.type'), w(`record.firearm.value.type.${body.type}`)],
    ...(['make', 'model', 'calibre'] as const).map((f): [string, ReactNode] => [
      w(`record.firearm.field.${f}`),
      body[f],
    ]),
    [w('record.firearm.field.serial'), body.serial === null ? state : `${body.serial} (${state})`],
    [w('record.firearm.field.restoration'), body.restoration],
    [w('record.firearm.field.countryOfOrigin'), body.countryOfOrigin],
    [w('record.firearm.field.countryOfMarking'), body.countryOfMarking],
    [w('record.firearm.field.importer'), body.importer],
    [w('record.firearm.field.finish'), body.finish],
    [w('record.firearm.field.barrelLengthMm'), body.barrelLengthMm],
    [w('record.firearm.field.recovered.at'), <TimeText key="at" at={body.recovered.at} />],
    [w('record.firearm.field.recovered.place'), body.recovered.place],
    [w('record.firearm.field.offence'), body.offence],
    [w('record.firearm.field.possessorRole'), w(`record.firearm.value.possessorRole.${body.possessorRole}`)],
    [
      w('record.firearm.field.exhibit'),
      link(body.exhibit, '/3-borders/seizures/exhibit', w('record.firearm.field.exhibit')),
    ],
    [
      w('record.firearm.field.seizure'),
      link(body.seizure, '/3-borders/seizures/seizure', w('record.firearm.field.seizure')),
    ],
  ]
  return (
    <section className={css['section']}>
      <h2>{w('fa.description')}</h2>
      <dl className={css['facts']}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const link = (id: string | null, to: string, text: string): ReactNode =>
  id === null ? null : <PathLink to={`${to}/${id}`}>{text}</PathLink>

function Marks({ body }: { body: Firearm }): ReactNode {
  const w = useWords()
  return (
    <section className={css['section']}>
      <h2>{w('record.firearm.field.marks')}</h2>
      {body.marks.length === 0 ? (
        <EmptyState title={w('fa.marks-none')} size="small" />
      ) : (
        <Plain
          caption={w('record.firearm.field.marks')}
          head={(['kind', 'text', 'position', 'country', 'year'] as const).map((f) =>
            w(`record.firearm.field.marks.${f}`),
          )}
          rows={body.marks.map((mark) => ({
            key: `${mark.kind} ${mark.text} ${mark.position}`,
            cells: [
              w(`record.firearm.value.marks.kind.${mark.kind}`),
              mark.text,
              mark.position,
              mark.country ?? '–',
              mark.year ?? '–',
            ],
          }))}
        />
      )}
    </section>
  )
}

function OwnTraces({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useList<FirearmTrace>('firearm-trace', { 'f.firearm': id })
  return (
    <section className={css['section']}>
      <h2>{w('record.firearm-trace.plural')}</h2>
      <QueryView query={query} rows={2}>
        {({ items }) => {
          const days = items.flatMap(({ body }) => body.timeToCrimeDays ?? [])
          return items.length === 0 ? (
            <EmptyState title={w('fa.traces-none')} size="small" />
          ) : (
            <>
              <Traces items={items} />
              {days.length > 0 && (
                <p>
                  {w('record.firearm-trace.field.timeToCrimeDays')}: {days.join(', ')}.{' '}
                  <span className="muted">{w('fa.ttc-caveat')}</span>
                </p>
              )}
            </>
          )
        }}
      </QueryView>
      <p>
        <PathLink to={`${PLACE}/firearm-trace/new/draft`}>{w('command.firearm-trace.draft.name')}</PathLink>
      </p>
    </section>
  )
}

const LABORATORY = ['firearms-examiner', 'ballistics-manager']

/** Specimens that it fired in the laboratory, for who may read them there. */
function TestFires({ id }: { id: string }): ReactNode {
  const w = useWords()
  const me = useMe()
  const may = LABORATORY.some((role) => me.roles.includes(role))
  return (
    <section className={css['section']}>
      <h2>{w('fa.test-fires')}</h2>
      {may ? <TestFireList id={id} /> : <p className="muted">{w('fa.test-fires-laboratory')}</p>}
    </section>
  )
}

function TestFireList({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useList<{ number: string }>('ballistic-specimen', { 'f.firearm': id })
  return (
    <QueryView query={query} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={w('fa.test-fires-none')} size="small" />
        ) : (
          <ul>
            {items.map((one) => (
              <li key={one.id}>
                <PathLink to={`/2-law-enforcement/ballistics?specimen=${one.id}`}>{one.body.number}</PathLink>
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  )
}

function Alike({ id, body }: { id: string; body: Firearm }): ReactNode {
  const w = useWords()
  const query = useCandidates({
    serial: body.serial ?? '',
    make: body.make ?? '',
    model: body.model ?? '',
    calibre: body.calibre ?? '',
  })
  return (
    <section className={css['section']}>
      <h2>{w('fa.alike')}</h2>
      <QueryView query={query} rows={2}>
        {({ items }) => <CandidateTable items={items.filter((item) => item.id !== id)} />}
      </QueryView>
    </section>
  )
}
