import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type {
  BallisticComparison,
  BallisticImage,
  BallisticSurface,
  ExternalCorrelation,
  InstrumentCalibration,
  Specimen,
} from '../contract.ts'
import css from './ballistics.module.css'
import { Comparisons } from './comparisons.tsx'
import { useGive, useList, useOne } from './data.ts'
import { PLACE, useWords } from './words.ts'

/** One specimen: its classes, its surfaces with their instrument, pictures, comparisons, what other systems found. */
export function SpecimenPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useOne<Specimen>('ballistic-specimen', id)
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record: { body } }) => (
        <>
          <PageHead
            title={body.number}
            note={`${w(`record.ballistic-specimen.value.kind.${body.kind}`)} · ${body.classes.calibre}`}
            actions={<PathLink to={`${PLACE}/ballistic-specimen/${id}`}>{w('bl.record')}</PathLink>}
          />
          <div className={css['page']}>
            <Facts body={body} />
            <Surfaces of={id} />
            <Images of={id} />
            <Compared of={id} />
            <Correlations of={id} />
          </div>
        </>
      )}
    </QueryView>
  )
}

function Facts({ body }: { body: Specimen }): ReactNode {
  const w = useWords()
  const { classes, incident, firearm, exhibit } = body
  const facts: [string, ReactNode][] = [
    [w('record.ballistic-specimen.field.incident'), incident],
    [
      w('record.ballistic-specimen.field.firearm'),
      firearm === null ? null : (
        <PathLink key="to" to={`/3-borders/firearms?firearm=${firearm}`}>
          {w('bl.to-firearm')}
        </PathLink>
      ),
    ],
    [
      w('bl.custody'),
      <PathLink key="to" to={`/3-borders/seizures/exhibit/${exhibit}`}>
        {w('bl.to-exhibit')}
      </PathLink>,
    ],
    [
      w('record.ballistic-specimen.field.classes.firingPin'),
      classes.firingPin === null
        ? null
        : w(`record.ballistic-specimen.value.classes.firingPin.${classes.firingPin}`),
    ],
    [w('record.ballistic-specimen.field.classes.ejectorClock'), classes.ejectorClock],
    [w('record.ballistic-specimen.field.classes.extractorClock'), classes.extractorClock],
    [w('record.ballistic-specimen.field.classes.landsGrooves'), classes.landsGrooves],
    [
      w('record.ballistic-specimen.field.classes.twist'),
      classes.twist === null ? null : w(`record.ballistic-specimen.value.classes.twist.${classes.twist}`),
    ],
    [w('record.ballistic-specimen.field.classes.landWidthMm'), classes.landWidthMm],
    [w('record.ballistic-specimen.field.classes.grooveWidthMm'), classes.grooveWidthMm],
  ]
  return (
    <section className={css['section']}>
      <h2>{w('record.ballistic-specimen.field.classes')}</h2>
      <dl className={css['facts']}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className="small muted">{w('bl.classes-text')}</p>
    </section>
  )
}

function Surfaces({ of }: { of: string }): ReactNode {
  const w = useWords()
  const query = useList<BallisticSurface>('ballistic-surface', { 'f.specimen': of })
  return (
    <section className={css['section']}>
      <h2>{w('record.ballistic-surface.plural')}</h2>
      <QueryView query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('bl.surfaces-none')} size="small" />
          ) : (
            <Plain
              caption={w('record.ballistic-surface.plural')}
              head={[
                w('record.ballistic-surface.field.area'),
                w('record.ballistic-surface.field.state'),
                w('record.ballistic-surface.field.origin'),
                w('record.ballistic-surface.field.calibration'),
                w('bl.search'),
              ]}
              rows={items.map(({ id, title, body }) => ({
                key: id,
                cells: [
                  <PathLink key="to" to={`${PLACE}/ballistic-surface/${id}`}>
                    {body.land === null ? w(`record.ballistic-surface.value.area.${body.area}`) : title}
                  </PathLink>,
                  body.problem ?? w(`record.ballistic-surface.value.state.${body.state}`),
                  [body.origin?.manufacturer, body.origin?.model, body.origin?.serial]
                    .filter(Boolean)
                    .join(' ') || '–',
                  <Calibration key="calibration" body={body} />,
                  <SearchButton key="search" surface={id} ready={body.state === 'read'} />,
                ],
              }))}
            />
          )
        }
      </QueryView>
      <Maker command="ballistic-surface.open" />
    </section>
  )
}

/** Whether a certificate on file covers the instrument: what is not known is said. */
function Calibration({ body }: { body: BallisticSurface }): ReactNode {
  const w = useWords()
  const query = useList<InstrumentCalibration>('instrument-calibration', {
    'f.state': 'current',
    'f.serial': body.origin?.serial ?? '-',
  })
  const measured = Date.parse(body.origin?.measuredOn ?? '')
  const named = (query.data?.items ?? []).find((one) => one.body.certificate === body.calibration)
  const said = body.calibration ?? '–'
  if (named === undefined) return `${said} (${w('bl.calibration-none')})`
  const { calibratedAt, validUntil } = named.body
  if (Number.isNaN(measured)) return `${said} (${w('bl.calibration-undated')})`
  return measured >= Date.parse(calibratedAt) && measured <= Date.parse(validUntil)
    ? `${said} (${w('bl.calibration-covers')})`
    : `${said} (${w('bl.calibration-outside')})`
}

function SearchButton({ surface, ready }: { surface: string; ready: boolean }): ReactNode {
  const w = useWords()
  const go = useGo()
  const give = useGive()
  const { data: catalogue } = useCatalogue()
  const { busy, problem, act } = useAct()
  if (catalogue?.commands['ballistic-search.ask']?.allowed !== true) return '–'
  const ask = (): void =>
    void act(async () => go(`${PLACE}?search=${await give('ballistic-search.ask', { surface })}`))
  return (
    <>
      <Button size="compact-sm" variant="default" disabled={!ready} loading={busy} onClick={ask}>
        {w('bl.search-all')}
      </Button>
      {problem !== null && <span role="alert">{problem}</span>}
    </>
  )
}

function Images({ of }: { of: string }): ReactNode {
  const w = useWords()
  const query = useList<BallisticImage>('ballistic-image', { 'f.specimen': of })
  return (
    <section className={css['section']}>
      <h2>{w('record.ballistic-image.plural')}</h2>
      <QueryView query={query} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('bl.images-none')} size="small" />
          ) : (
            <ul className={css['pictures']}>
              {items.map(({ id, body }) => (
                <li key={id}>
                  {body.state === 'read' && (
                    <img
                      src={`/api/v1/ballistics/images/${id}/picture`}
                      alt={w(`record.ballistic-image.value.shows.${body.shows}`)}
                      loading="lazy"
                    />
                  )}
                  <PathLink to={`${PLACE}/ballistic-image/${id}`}>
                    {w(`record.ballistic-image.value.shows.${body.shows}`)}
                  </PathLink>
                  <span className="small muted">
                    {body.problem ?? w(`record.ballistic-image.value.state.${body.state}`)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <Maker command="ballistic-image.open" />
    </section>
  )
}

function Compared({ of }: { of: string }): ReactNode {
  const w = useWords()
  const query = useList<BallisticComparison>('ballistic-comparison', { limit: 200 })
  return (
    <section className={css['section']}>
      <h2>{w('record.ballistic-comparison.plural')}</h2>
      <QueryView query={query} rows={2}>
        {({ items }) => {
          const own = items.filter(({ body }) => body.specimens.includes(of))
          return own.length === 0 ? (
            <EmptyState title={w('bl.none')} size="small" />
          ) : (
            <Comparisons caption={w('record.ballistic-comparison.plural')} items={own} />
          )
        }}
      </QueryView>
    </section>
  )
}

function Correlations({ of }: { of: string }): ReactNode {
  const w = useWords()
  const query = useList<ExternalCorrelation>('external-correlation', { 'f.specimen': of })
  const items = query.data?.items ?? []
  return (
    <section className={css['section']}>
      <h2>{w('record.external-correlation.plural')}</h2>
      <p className="muted">{w('bl.closed-text')}</p>
      {items.length > 0 && (
        <Plain
          caption={w('record.external-correlation.plural')}
          head={(['otherCase', 'nation', 'system', 'rank', 'score'] as const).map((field) =>
            w(`record.external-correlation.field.${field}`),
          )}
          rows={items.map(({ id, body }) => ({
            key: id,
            cells: [
              <PathLink key="to" to={`${PLACE}/external-correlation/${id}`}>
                {body.otherCase}
              </PathLink>,
              body.nation,
              body.system,
              body.rank,
              body.score ?? '–',
            ],
          }))}
        />
      )}
      <Maker command="external-correlation.enter" />
    </section>
  )
}

/** A link to the form of a command, for who may give it. */
function Maker({
  command,
}: {
  command: 'ballistic-surface.open' | 'ballistic-image.open' | 'external-correlation.enter'
}): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  if (catalogue?.commands[command]?.allowed !== true) return null
  const [type = '', verb = ''] = command.split('.')
  return (
    <p>
      <PathLink to={`${PLACE}/${type}/new/${verb}`}>{w(`command.${command}.name`)}</PathLink>
    </p>
  )
}
