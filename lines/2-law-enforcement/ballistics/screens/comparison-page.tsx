import { url } from '@basinet/console/api/client.ts'
import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { usePeople } from '@basinet/console/api/people.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { BallisticComparison, BallisticExamination } from '../contract.ts'
import { ratioOf } from '../rules/ratio.ts'
import css from './ballistics.module.css'
import { Conclude, Resolve } from './conclude.tsx'
import { useList, useNumbers, useOne } from './data.ts'
import { Viewer } from './viewer.tsx'
import { PLACE, useWords } from './words.ts'

const OPEN = ['disagreed', 'concluded']

/** Two surfaces: what the engine says and rests on, the surfaces themselves, and what examiners conclude. */
export function ComparisonPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const me = useMe()
  const numberOf = useNumbers()
  const { data: catalogue } = useCatalogue()
  const query = useOne<BallisticComparison>('ballistic-comparison', id, (body) => body.state === 'queued')
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => {
        const { body } = record
        const names = body.specimens.map(numberOf) as [string, string]
        const may = catalogue?.commands['ballistic-examination.conclude']?.allowed === true
        return (
          <>
            <PageHead
              title={names.join(' · ')}
              note={w(`record.ballistic-comparison.value.state.${body.state}`)}
              actions={
                <>
                  {OPEN.includes(body.state) && (
                    <a
                      className={css['primary']}
                      href={url(`/ballistics/comparisons/${id}/report`, { language: me.language })}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {w('bl.report')}
                    </a>
                  )}
                  <PathLink to={`${PLACE}/ballistic-comparison/${id}`}>{w('bl.record')}</PathLink>
                </>
              }
            />
            <div className={css['page']}>
              <p className={css['links']}>
                {body.specimens.map((one, i) => (
                  <PathLink key={one} to={`${PLACE}?specimen=${one}`}>
                    {names[i]}
                  </PathLink>
                ))}
              </p>
              {body.state === 'queued' && <p role="status">{w('bl.comparing')}</p>}
              {body.problem !== null && <p role="alert">{body.problem}</p>}
              {body.result !== null && <Outcome result={body.result} />}
              {body.result !== null && <Viewer body={body} names={names} />}
              <Conclusion id={id} body={body} />
              {may && (body.state === 'compared' || body.state === 'waiting') && (
                <Conclude id={id} mine={body.firstBy === me.person.id} />
              )}
              {may && body.state === 'disagreed' && <Resolve record={record} />}
            </div>
          </>
        )
      }}
    </QueryView>
  )
}

function Outcome({ result }: { result: NonNullable<BallisticComparison['result']> }): ReactNode {
  const w = useWords()
  const { decision, cmc, usable, correlation, lr, engine } = result
  const facts: [string, ReactNode][] = [
    [
      w('record.ballistic-comparison.field.result.cmc'),
      cmc === null || usable === null ? null : w('bl.cells', { cmc, usable }),
    ],
    [w('record.ballistic-comparison.field.result.correlation'), correlation?.toFixed(2)],
    [
      w('record.ballistic-comparison.field.result.lr'),
      lr === null
        ? w('bl.lr-none')
        : `${w('bl.lr', { ratio: ratioOf(lr.log10), low: ratioOf(lr.low), high: ratioOf(lr.high) })}${lr.bounded ? `, ${w('bl.lr-bounded')}` : ''}`,
    ],
    [w('record.ballistic-comparison.field.result.lr.referenceSet'), lr?.referenceSet ?? null],
    [w('record.ballistic-search.field.engine'), engine],
  ]
  return (
    <section className={css['section']}>
      <h2>{w(`record.ballistic-comparison.value.result.decision.${decision}`)}</h2>
      <dl className={css['facts']}>
        {facts
          .filter(([, value]) => value !== null && value !== undefined)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className="muted">{w('bl.limits')}</p>
    </section>
  )
}

/** What each found, once both have; until then only that it is closed. */
function Conclusion({ id, body }: { id: string; body: BallisticComparison }): ReactNode {
  const w = useWords()
  const people = usePeople(
    [body.firstBy, body.secondBy, body.resolution?.by ?? null].filter((one) => one !== null),
  )
  const query = useList<BallisticExamination>('ballistic-examination', { 'f.comparison': id })
  if (!OPEN.includes(body.state))
    return body.state === 'waiting' ? <p className="muted">{w('bl.blind')}</p> : null
  const who = (person: string): string => people.get(person)?.name ?? person
  return (
    <section className={css['section']}>
      <h2>
        {body.conclusion === null
          ? w('record.ballistic-comparison.value.state.disagreed')
          : w(`value.conclusion.${body.conclusion}`)}
      </h2>
      {body.confirmedBy !== null && (
        <p>
          {w('record.ballistic-comparison.field.confirmedBy')}: {body.confirmedBy}
        </p>
      )}
      <div className={css['pair']}>
        {(query.data?.items ?? []).map((one) => (
          <article key={one.id}>
            <h3>{who(one.body.examiner)}</h3>
            <p>
              {w(`value.word.${one.body.word}`)} · {one.body.laboratory}
            </p>
            <p>{one.body.grounds}</p>
            <p className="small muted">
              {one.body.microscopy === null
                ? w('bl.no-microscope')
                : `${w(`record.ballistic-examination.value.microscopy.of.${one.body.microscopy.of}`)} · ${one.body.microscopy.microscope}`}
            </p>
          </article>
        ))}
      </div>
      {body.resolution !== null && (
        <p>
          {who(body.resolution.by)}: {w(`value.word.${body.resolution.word}`)}. {body.resolution.grounds}
        </p>
      )}
    </section>
  )
}
