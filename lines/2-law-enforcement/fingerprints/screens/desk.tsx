import { apiGet, apiSend } from '@basinet/console/api/client.ts'
import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type {
  EliminationPrint,
  LatentMark,
  MinorCard,
  PrintBatch,
  PrintComparison,
  PrintExamination,
  TenPrint,
} from '../contract.ts'
import { EXAMINER } from '../contract.ts'
import { Cases, OPEN_MARKS } from './cases.tsx'
import { useList } from './data.ts'
import css from './prints.module.css'
import { Rows } from './rows.tsx'
import { BENCH, useWords } from './words.ts'

const LAST_CARDS = { limit: 10 }

/** Where an examiner begins: what the node found, what waits for a second pair of eyes, one's own work, what is unsolved. */
export function Desk(): ReactNode {
  const me = useMe()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const makers = [
    'ten-print.open',
    'juvenile-print.open',
    'latent-case.open',
    'latent-mark.record',
    'elimination-print.open',
    'print-batch.open',
  ].filter((command) => catalogue?.commands[command]?.allowed === true)
  const examiner = me.roles.includes(EXAMINER)
  const marks = useList<LatentMark>('latent-mark', OPEN_MARKS)
  const cards = useList<TenPrint>('ten-print', LAST_CARDS)
  useScreenLabel(
    highestLabel([...(marks.data?.items ?? []), ...(cards.data?.items ?? [])].map(({ label }) => label)),
  )
  return (
    <>
      <PageHead
        title={name('capability.fingerprints.name', 'Fingerprints')}
        note={name('capability.fingerprints.note', '')}
        actions={makers.map((command, i) => {
          const [type = '', verb = ''] = command.split('.')
          return (
            <PathLink
              key={command}
              to={`${BENCH}/${type}/new/${verb}`}
              className={(i === 0 ? css['primary'] : css['second']) ?? ''}
            >
              {name(`command.${command}.name`, command)}
            </PathLink>
          )
        })}
      />
      <div className={css['page']}>
        <Found />
        {examiner && <Waiting me={me.person.id} />}
        {examiner && <Own me={me.person.id} />}
        <Cases />
        <Cards />
        {catalogue?.records['juvenile-print'] !== undefined && <Minors />}
        <Taking />
        {examiner && me.node.mode === 'demo' && <Demonstration />}
      </div>
    </>
  )
}

interface FoundItem {
  readonly id: string
  readonly kind: 'duplicates' | 'card-to-marks'
  readonly at: string
  readonly number: string | null
  readonly best: string
}

/** What the node's own searches came upon: candidates, for a person to look at. */
function Found(): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: ['list', 'print-search', 'found'],
    queryFn: ({ signal }) =>
      apiGet<{ items: readonly FoundItem[] }>('/fingerprints/found', undefined, signal),
    refetchInterval: 15_000,
  })
  if ((query.data?.items.length ?? 0) === 0) return null
  return (
    <section className={css['section']} data-tone="warning">
      <h2>{w('fp.found')}</h2>
      <QueryView query={query}>
        {({ items }) => (
          <Plain
            caption={w('fp.found')}
            head={[w('fp.card'), w('fp.what'), w('fp.best'), w('field.doneAt')]}
            rows={items.map((item) => ({
              key: item.id,
              cells: [
                <PathLink key="to" to={`${BENCH}?search=${item.id}`}>
                  {item.number ?? '–'}
                </PathLink>,
                w(`value.kind.${item.kind}`),
                item.best,
                <TimeText key="at" at={item.at} />,
              ],
            }))}
          />
        )}
      </QueryView>
    </section>
  )
}

/** What waits for a second examiner, without a word of the first. */
function Waiting({ me }: { me: string }): ReactNode {
  const w = useWords()
  const query = useList<PrintComparison>('print-comparison', {
    'f.state.in': 'waiting,disagreed,second',
    sort: 'updatedAt',
  })
  const items = (query.data?.items ?? []).filter(
    ({ body }) => body.firstBy !== me && (body.state !== 'second' || body.secondBy === me),
  )
  const shown = { ...query, data: query.data === undefined ? undefined : { items, next: null } }
  return (
    <Rows<PrintComparison>
      title={w('fp.waiting')}
      none={w('fp.waiting-none')}
      query={shown as typeof query}
      head={[w('fp.comparison'), w('field.state'), w('fp.since')]}
      renderRow={({ id, body, updatedAt }) => [
        <PathLink key="to" to={`${BENCH}?comparison=${id}`}>
          {w('fp.finger-n', { n: body.exemplar.finger })}
        </PathLink>,
        w(`value.state.${body.state}`),
        <TimeText key="at" at={updatedAt} />,
      ]}
    />
  )
}

function Own({ me }: { me: string }): ReactNode {
  const w = useWords()
  const query = useList<PrintExamination>('print-examination', {
    'f.examiner': me,
    'f.state.in': 'analysing,analysed,comparing',
  })
  return (
    <Rows<PrintExamination>
      title={w('fp.own')}
      none={w('fp.own-none')}
      query={query}
      head={[w('field.seat'), w('field.state'), w('fp.since')]}
      renderRow={({ id, body, updatedAt }) => [
        <PathLink key="to" to={`${BENCH}?examination=${id}`}>
          {w(`value.seat.${body.seat}`)}
        </PathLink>,
        w(`value.state.${body.state}`),
        <TimeText key="at" at={updatedAt} />,
      ]}
    />
  )
}

function Cards(): ReactNode {
  const w = useWords()
  const query = useList<TenPrint>('ten-print', LAST_CARDS)
  return (
    <Rows<TenPrint>
      title={w('fp.cards')}
      none={w('fp.cards-none')}
      query={query}
      head={[
        w('field.number'),
        w('field.subject'),
        w('field.takenFor'),
        w('field.state'),
        w('field.takenAt'),
      ]}
      renderRow={({ id, body }) => [
        <PathLink key="to" to={`${BENCH}?card=${id}`}>
          {body.number}
        </PathLink>,
        body.subject,
        w(`value.takenFor.${body.takenFor}`),
        w(`value.state.${body.state}`),
        <TimeText key="at" at={body.takenAt} />,
      ]}
      more={
        <p className={css['links']}>
          <PathLink to={`${BENCH}/ten-print`}>{w('fp.all-cards')}</PathLink>
          <PathLink to={`${BENCH}/print-batch`}>{w('record.print-batch.plural')}</PathLink>
          <PathLink to={`${BENCH}/elimination-print`}>{w('record.elimination-print.plural')}</PathLink>
          <PathLink to={`${BENCH}/print-competence`}>{w('record.print-competence.plural')}</PathLink>
        </p>
      }
    />
  )
}

/** Cards of minors, shown to who has entered their realm and to nobody else. */
function Minors(): ReactNode {
  const w = useWords()
  const query = useList<MinorCard>('juvenile-print', LAST_CARDS)
  return (
    <Rows<MinorCard>
      title={w('record.juvenile-print.plural')}
      none={w('fp.minors-none')}
      query={query}
      head={[w('field.number'), w('field.subject'), w('field.state'), w('fp.erase-by')]}
      renderRow={({ id, body }) => [
        <PathLink key="to" to={`${BENCH}?minor=${id}`}>
          {body.number}
        </PathLink>,
        body.subject,
        w(`value.state.${body.state}`),
        <TimeText key="by" at={body.eraseBy} />,
      ]}
    />
  )
}

/** Cards, elimination cards and bulk enrolments that somebody has begun and not ended. */
function Taking(): ReactNode {
  const w = useWords()
  const eliminations = useList<EliminationPrint>('elimination-print', { 'f.state': 'open', limit: 20 })
  const batches = useList<PrintBatch>('print-batch', { 'f.state.in': 'open,running,stopped', limit: 20 })
  const rows = [
    ...(eliminations.data?.items ?? []).map(({ id, body }) => ({
      id,
      to: `${BENCH}?elimination=${id}`,
      name: body.number,
      what: w('record.elimination-print.name'),
    })),
    ...(batches.data?.items ?? []).map(({ id, body }) => ({
      id,
      to: `${BENCH}?batch=${id}`,
      name: body.name,
      what: `${w('record.print-batch.name')}: ${w(`value.state.${body.state}`)}`,
    })),
  ]
  if (rows.length === 0) return null
  return (
    <section className={css['section']}>
      <h2>{w('fp.taking')}</h2>
      <Plain
        caption={w('fp.taking')}
        head={[w('field.number'), w('fp.what')]}
        rows={rows.map(({ id, to, name, what }) => ({
          key: id,
          cells: [
            <PathLink key="to" to={to}>
              {name}
            </PathLink>,
            what,
          ],
        }))}
      />
    </section>
  )
}

/** On a demonstration node: prints of fingers that nobody has. */
function Demonstration(): ReactNode {
  const w = useWords()
  const queries = useQueryClient()
  const { busy, problem, act } = useAct()
  const cards = useList<TenPrint>('ten-print', { 'f.number': 'DEMO-1', limit: 1 })
  if (cards.data === undefined || cards.data.items.length > 0) return null
  const make = (): void =>
    void act(async () => {
      await apiSend('POST', '/fingerprints/demonstration')
      await queries.invalidateQueries({ queryKey: ['list'] })
    })
  return (
    <section className={css['section']}>
      <h2>{w('fp.demo')}</h2>
      <p className="muted">{w('fp.demo-text')}</p>
      <p>
        <Button variant="default" loading={busy} onClick={make}>
          {w('fp.demo-make')}
        </Button>{' '}
        <PathLink to="/node/jobs">{w('fp.demo-jobs')}</PathLink>
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
