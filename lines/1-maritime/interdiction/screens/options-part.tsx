import { apiGet } from '@basinet/console/api/client.ts'
import type { AnyRecord } from '@basinet/console/api/types.ts'
import { bearing } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { ActionButton } from '@basinet/console/parts/action-button.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { UtcText, useDuration } from '@basinet/console/parts/time.tsx'
import { NativeSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import type { OptionRow, OptionsAnswer } from '../contract/wire.ts'
import { ACTIONS, AIR_ACTIONS, type Action } from '../contract/words.ts'
import css from './interdiction.module.css'
import { LawMark } from './law-mark.tsx'
import { OperationMap } from './operation-map.tsx'
import { useWords, type Translate } from './words.ts'

const AGAIN_MS = 60_000
const METRES_PER_NM = 1852

interface Asked {
  readonly action: Action
  /** Null until the officer has said what the sea is like. */
  readonly seaState: number | null
  readonly onSceneMinutes: number
}

/** The map, what the law says here, and every asset against the target, best first. */
export function OptionsPart({
  record,
  body,
  task,
}: {
  record: AnyRecord
  body: Interdiction
  task: (preset: Readonly<Record<string, unknown>>) => void
}): ReactNode {
  const w = useWords()
  const first: Action = body.domain === 'air' ? 'observe' : 'board'
  const [asked, setAsked] = useState<Asked>({ action: first, seaState: null, onSceneMinutes: 60 })
  const { action, seaState, onSceneMinutes } = asked
  const query = useQuery({
    queryKey: ['interdiction-page', 'options', record.id, record.rev, asked],
    queryFn: ({ signal }) =>
      apiGet<OptionsAnswer>(
        `/interdiction/${record.id}/options`,
        { action, seaState: seaState ?? 0, onSceneMinutes },
        signal,
      ),
    refetchInterval: AGAIN_MS,
    enabled: body.state !== 'ended',
  })
  return (
    <div className={css['main']}>
      <OperationMap body={body} answer={seaState === null ? null : (query.data ?? null)} />
      {body.state !== 'ended' && (
        <section className={css['section']}>
          <h2>{w('interdiction.options')}</h2>
          <AskForm asked={asked} domain={body.domain} change={setAsked} />
          <QueryView query={query} rows={2}>
            {(answer) => (
              <>
                <p>
                  {w('interdiction.here')}: <LawMark law={answer.here} />
                </p>
                {seaState === null ? (
                  <p className="muted">{w('interdiction.ask-first')}</p>
                ) : (
                  <OptionsTable answer={answer} action={action} task={task} />
                )}
              </>
            )}
          </QueryView>
        </section>
      )}
    </div>
  )
}

function AskForm({
  asked,
  domain,
  change,
}: {
  asked: Asked
  domain: Interdiction['domain']
  change: (asked: Asked) => void
}): ReactNode {
  const w = useWords()
  const actions = domain === 'air' ? AIR_ACTIONS : ACTIONS
  return (
    <div className={css['ask']}>
      <NativeSelect
        label={w('record.interdiction.field.action')}
        value={asked.action}
        onChange={(event) => change({ ...asked, action: event.target.value as Action })}
        data={actions.map((value) => ({ value, label: w(`record.interdiction.value.action.${value}`) }))}
      />
      <NumberInput
        label={w('record.maritime-asset.field.speeds.seaState')}
        value={asked.seaState ?? ''}
        min={0}
        max={9}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(value) => change({ ...asked, seaState: typeof value === 'number' ? value : null })}
      />
      <NumberInput
        label={w('interdiction.on-scene')}
        value={asked.onSceneMinutes}
        min={0}
        max={1440}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(value) => change({ ...asked, onSceneMinutes: typeof value === 'number' ? value : 0 })}
      />
    </div>
  )
}

/** Everything against one option, in words. */
function against(row: OptionRow, w: Translate): string {
  return [
    ...row.problems.map((p) =>
      p.code === 'down'
        ? w('interdiction.problem.down')
        : w(`interdiction.problem.${p.code}`, { text: p.text }),
    ),
    ...row.obstacles.map((o) => w(`interdiction.obstacle.${o}`)),
  ].join('; ')
}

function OptionsTable({
  answer,
  action,
  task,
}: {
  answer: OptionsAnswer
  action: Action
  task: (preset: Readonly<Record<string, unknown>>) => void
}): ReactNode {
  const w = useWords()
  const format = useFormat()
  const duration = useDuration()
  if (answer.options.length === 0) return <p className="muted">{w('interdiction.options-none')}</p>
  return (
    <>
      <Plain
        caption={w('interdiction.options')}
        head={[
          w('record.maritime-asset.name'),
          w('record.interdiction.field.meetAt'),
          w('interdiction.distance'),
          w('interdiction.light'),
          w('interdiction.margin'),
          w('interdiction.against'),
          w('interdiction.task-it'),
        ]}
        rows={answer.options.map((row) => ({
          key: row.asset,
          cells: [
            <strong key="name">{row.name}</strong>,
            row.meetAt === null ? '–' : <UtcText key="at" at={row.meetAt} />,
            row.distanceM === null || row.courseDeg === null
              ? '–'
              : `${format.number(Math.round(row.distanceM / METRES_PER_NM))} NM ${bearing(row.courseDeg)}`,
            row.light === null ? '–' : w(`interdiction.light-${row.light as 'day'}`),
            row.marginMinutes === null
              ? '–'
              : `${row.marginMinutes < 0 ? '−' : ''}${duration(Math.abs(row.marginMinutes) * 60)}`,
            against(row, w) || '–',
            <ActionButton
              key="task"
              size="compact-sm"
              why={row.taskable ? null : against(row, w) || w('interdiction.law.unasked')}
              onAct={() => task({ asset: row.asset, action, meetAt: row.meetAt, position: row.position })}
            >
              {w('interdiction.task-it')}
            </ActionButton>,
          ],
        }))}
      />
      <ul className={css['notes']}>
        {answer.passages.slice(0, 4).map((p) => (
          <li key={`${p.zone} ${p.at}`}>
            <UtcText at={p.at} />{' '}
            {w(p.entering ? 'interdiction.enters' : 'interdiction.leaves', { zone: p.zone })}
          </li>
        ))}
        {!answer.landChecked && <li>{w('interdiction.land-unchecked')}</li>}
        {!answer.motionKnown && <li>{w('interdiction.motion-unknown')}</li>}
      </ul>
    </>
  )
}
