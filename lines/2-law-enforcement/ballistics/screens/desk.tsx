import { apiSend } from '@basinet/console/api/client.ts'
import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { BallisticComparison, BallisticSearch, Specimen } from '../contract.ts'
import css from './ballistics.module.css'
import { Comparisons } from './comparisons.tsx'
import { useList, useNumbers } from './data.ts'
import { Specimens } from './specimens.tsx'
import { PLACE, useWords } from './words.ts'

const EXAMINER = 'firearms-examiner'
const MAKERS = ['ballistic-specimen.record', 'external-correlation.enter', 'instrument-calibration.record']
const OPEN = { 'f.state.in': 'queued,failed,compared,waiting,disagreed' }

/** Where an examiner begins: what waits, what was sought, what is held. */
export function Desk(): ReactNode {
  const w = useWords()
  const me = useMe()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const makers = MAKERS.filter((command) => catalogue?.commands[command]?.allowed === true)
  const specimens = useList<Specimen>('ballistic-specimen', { limit: 1 })
  useScreenLabel(highestLabel((specimens.data?.items ?? []).map(({ label }) => label)))
  return (
    <>
      <PageHead
        title={name('capability.ballistics.name', 'Ballistics')}
        note={name('capability.ballistics.note', '')}
        actions={makers.map((command, i) => {
          const [type = '', verb = ''] = command.split('.')
          return (
            <PathLink
              key={command}
              to={`${PLACE}/${type}/new/${verb}`}
              className={(i === 0 ? css['primary'] : css['second']) ?? ''}
            >
              {name(`command.${command}.name`, command)}
            </PathLink>
          )
        })}
      />
      <div className={css['page']}>
        <nav className={css['links']} aria-label={w('bl.pages')}>
          <PathLink to={`${PLACE}?view=links`}>{w('bl.links')}</PathLink>
          <PathLink to={`${PLACE}/exhibit-loan`}>{w('bl.loans')}</PathLink>
          <PathLink to={`${PLACE}/instrument-calibration`}>
            {w('record.instrument-calibration.plural')}
          </PathLink>
          <PathLink to={`${PLACE}/external-correlation`}>{w('record.external-correlation.plural')}</PathLink>
          <PathLink to="/regional/hit">{w('bl.abroad')}</PathLink>
          <PathLink to={`${PLACE}?view=limits`}>{w('report.limits')}</PathLink>
        </nav>
        {me.node.mode === 'demo' && me.roles.includes(EXAMINER) && <Demonstration />}
        <Waiting />
        <Searches />
        <Specimens />
      </div>
    </>
  )
}

function Waiting(): ReactNode {
  const w = useWords()
  const open = useList<BallisticComparison>('ballistic-comparison', OPEN)
  const ended = useList<BallisticComparison>('ballistic-comparison', { 'f.state': 'concluded', limit: 10 })
  return (
    <>
      <section className={css['section']}>
        <h2>{w('bl.waiting')}</h2>
        <QueryView query={open} rows={3}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={w('bl.waiting-none')} size="small" />
            ) : (
              <Comparisons caption={w('bl.waiting')} items={items} />
            )
          }
        </QueryView>
      </section>
      {(ended.data?.items.length ?? 0) > 0 && (
        <section className={css['section']}>
          <h2>{w('record.ballistic-comparison.value.state.concluded')}</h2>
          <Comparisons
            caption={w('record.ballistic-comparison.value.state.concluded')}
            items={ended.data?.items ?? []}
          />
        </section>
      )}
    </>
  )
}

function Searches(): ReactNode {
  const w = useWords()
  const numberOf = useNumbers()
  const query = useList<BallisticSearch>('ballistic-search', { limit: 10 })
  return (
    <section className={css['section']}>
      <h2>{w('record.ballistic-search.plural')}</h2>
      <QueryView query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('bl.searches-none')} size="small" />
          ) : (
            <Plain
              caption={w('record.ballistic-search.plural')}
              head={[
                w('record.ballistic-specimen.name'),
                w('record.ballistic-search.field.state'),
                w('record.ballistic-search.field.doneAt'),
              ]}
              rows={items.map(({ id, body }) => ({
                key: id,
                cells: [
                  <PathLink key="to" to={`${PLACE}?search=${id}`}>
                    {numberOf(body.specimen)}
                  </PathLink>,
                  w(`record.ballistic-search.value.state.${body.state}`),
                  body.doneAt === null ? '–' : <TimeText key="at" at={body.doneAt} />,
                ],
              }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}

/** On a demonstration node: specimens that nobody fired. */
function Demonstration(): ReactNode {
  const w = useWords()
  const queries = useQueryClient()
  const { busy, problem, act } = useAct()
  const made = useList<Specimen>('ballistic-specimen', { 'f.number': 'DEMO-T1', limit: 1 })
  if (made.data === undefined || made.data.items.length > 0) return null
  const make = (): void =>
    void act(async () => {
      await apiSend('POST', '/ballistics/demonstration')
      await queries.invalidateQueries({ queryKey: ['list'] })
    })
  return (
    <section className={css['section']}>
      <h2>{w('bl.demo')}</h2>
      <p className="muted">{w('bl.demo-text')}</p>
      <p>
        <Button variant="default" loading={busy} onClick={make}>
          {w('bl.demo-make')}
        </Button>{' '}
        <PathLink to="/node/jobs">{w('bl.demo-jobs')}</PathLink>
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
