import { url } from '@basinet/console/api/client.ts'
import { useRecord } from '@basinet/console/api/records.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { RecordPage } from '@basinet/console/api/types.ts'
import { position } from '@basinet/console/i18n/nautical.ts'
import { ActionButton } from '@basinet/console/parts/action-button.tsx'
import { useFieldNames } from '@basinet/console/parts/form/names.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { RecordLink } from '@basinet/console/parts/record/record-link.tsx'
import { useRefusalText } from '@basinet/console/parts/refusal-text.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Age, UtcText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useState, type ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import { ActDrawer, type Act } from './act-drawer.tsx'
import { AuthorityPart } from './authority-part.tsx'
import { THREAT_STATUS } from './board-page.tsx'
import { BoardingsPart } from './boardings-part.tsx'
import css from './interdiction.module.css'
import { OptionsPart } from './options-part.tsx'
import { SitrepPaper } from './sitrep-paper.tsx'
import { TaskingsPart } from './taskings-part.tsx'
import { Timeline } from './timeline.tsx'
import { BASE, useWords } from './words.ts'

/** What the watch does with an operation, most pressing last so that it stands at the edge of the row. */
const HEAD_ACTS = ['move', 'assess', 'ask', 'note', 'offer', 'take', 'rescue-over', 'end', 'rescue'] as const

/** One operation: where it is, what may be done, by whom, and what has happened. */
export function OperationPage({ id }: { id: string }): ReactNode {
  const record = useRecord('interdiction', id)
  useScreenLabel(record.data?.record.label ?? null)
  return <QueryView query={record}>{(page) => <Loaded page={page} />}</QueryView>
}

function Loaded({ page }: { page: RecordPage }): ReactNode {
  const w = useWords()
  const names = useFieldNames('interdiction')
  const [act, setAct] = useState<Act | null>(null)
  const [paper, setPaper] = useState(false)
  const { record } = page
  const body = record.body as unknown as Interdiction
  const begin = (command: string, preset?: Act['preset']): void =>
    setAct({ command: `interdiction.${command}`, record, ...(preset === undefined ? {} : { preset }) })
  return (
    <>
      <PageHead
        title={record.title}
        mark={
          <>
            <StatusMark status={body.state === 'rescue' ? 'critical' : THREAT_STATUS[body.threat]}>
              {names.value('state', body.state)}
            </StatusMark>
            {record.label.exercise && (
              <strong className={css['exercise']}>{w('interdiction.exercise')}</strong>
            )}
          </>
        }
        note={
          <>
            <Links id={record.id} body={body} />
            <ShareLink id={record.id} />
            <button
              type="button"
              className={css['plain']}
              onClick={() => setPaper(!paper)}
              aria-pressed={paper}
            >
              {w('interdiction.sitrep')}
            </button>
          </>
        }
        actions={<HeadActs page={page} begin={begin} />}
      />
      {paper ? (
        <SitrepPaper record={record} body={body} />
      ) : (
        <div className={css['operation']}>
          <OptionsPart record={record} body={body} task={(preset) => begin('task', preset)} />
          <aside className={css['facts']}>
            <Target body={body} />
            <AuthorityPart body={body} answer={(request) => begin('answer', { request })} />
            <TaskingsPart body={body} answer={(tasking) => begin('acknowledge', { tasking })} />
            <BoardingsPart id={record.id} body={body} begin={setAct} />
          </aside>
          <Timeline body={body} />
        </div>
      )}
      <ActDrawer act={act} close={() => setAct(null)} />
    </>
  )
}

function Links({ id, body }: { id: string; body: Interdiction }): ReactNode {
  const w = useWords()
  return (
    <>
      <PathLink to={BASE}>{w('record.interdiction.plural')}</PathLink>
      {' · '}
      <PathLink to={`${BASE}/interdiction/${id}`}>{w('interdiction.record')}</PathLink>
      {' · '}
      <a href={url(`/interdiction/${id}/cot`)} download>
        {w('interdiction.cot')}
      </a>
      {' · '}
      <a href={url(`/interdiction/${id}/cot?form=tak`)} download>
        {w('interdiction.tak')}
      </a>
      {' · '}
      <PathLink to={`${BASE}?search=${encodeURIComponent(position(body.position.lat, body.position.lon))}`}>
        {w('interdiction.search')}
      </PathLink>
      {' · '}
    </>
  )
}

function ShareLink({ id }: { id: string }): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  if (catalogue?.commands['share.give']?.allowed !== true) return null
  const about = encodeURIComponent(JSON.stringify({ type: 'interdiction', id }))
  return (
    <>
      <PathLink to={`/regional/sharing/share/new/give?json.about=${about}`}>
        {w('interdiction.share')}
      </PathLink>
      {' · '}
    </>
  )
}

function HeadActs({ page, begin }: { page: RecordPage; begin: (verb: string) => void }): ReactNode {
  const w = useWords()
  const refusal = useRefusalText()
  const { actions, record } = page
  const offered = (record.body as unknown as Interdiction).handOvers.some((h) => h.takenAt === null)
  return HEAD_ACTS.flatMap((verb) => {
    const action = actions.find((a) => a.command === `interdiction.${verb}`)
    // What the state forbids has no button here; the whole record lists it with its reason.
    if (action === undefined || (!action.enabled && verb !== 'rescue')) return []
    if (verb === 'take' && !offered) return []
    return [
      <ActionButton
        key={verb}
        variant={verb === 'rescue' ? 'filled' : 'default'}
        {...(verb === 'rescue' ? { color: 'red' } : {})}
        why={action.enabled ? null : action.why === undefined ? '–' : refusal(action.why)}
        onAct={() => begin(verb)}
      >
        {w(`command.interdiction.${verb}.name`)}
      </ActionButton>,
    ]
  })
}

function Target({ body }: { body: Interdiction }): ReactNode {
  const w = useWords()
  const f = (field: 'flag' | 'courseDeg' | 'speedKn' | 'intent' | 'grounds' | 'sightedAt'): string =>
    w(`record.interdiction.field.${field}`)
  return (
    <section className={css['section']}>
      <h2>{w('interdiction.target')}</h2>
      <dl className={css['pairs']}>
        <dt>{f('sightedAt')}</dt>
        <dd>
          <UtcText at={body.sightedAt} /> (<Age at={body.sightedAt} />)
        </dd>
        <dt className="visually-hidden">{w('interdiction.map')}</dt>
        <dd className="mono">{position(body.position.lat, body.position.lon)}</dd>
        <dt>{f('courseDeg')}</dt>
        <dd>{body.courseDeg ?? '–'}</dd>
        <dt>{f('speedKn')}</dt>
        <dd>{body.speedKn ?? '–'}</dd>
        <dt>{f('flag')}</dt>
        <dd>{body.flag ?? '–'}</dd>
        <dt>{f('intent')}</dt>
        <dd>{w(`record.interdiction.value.intent.${body.intent}`)}</dd>
        <dt>{f('grounds')}</dt>
        <dd>{body.grounds}</dd>
        {body.from !== null && (
          <>
            <dt className="visually-hidden">{w('interdiction.record')}</dt>
            <dd>
              <RecordLink type={body.from.type} id={body.from.id} />
            </dd>
          </>
        )}
        {body.rescue !== null && (
          <>
            <dt>{w('record.interdiction.field.rescue')}</dt>
            <dd>
              {body.rescue.centre} <RecordLink type="sar-log" id={body.rescue.sarLog} />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
