import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { Button, NativeSelect, Progress } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { AnswerPart } from './answer-part.tsx'
import css from './coverage.module.css'
import { useProgress, type StudyRecord } from './queries.ts'
import { BASE, useWords } from './words.ts'

/** Which study is shown, and its answer. */
export function StudyPart({
  studies,
  shown,
  copy,
}: {
  studies: readonly StudyRecord[]
  shown: StudyRecord | null
  copy: (preset: Readonly<Record<string, unknown>>) => void
}): ReactNode {
  const w = useWords()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  if (studies.length === 0) return <p className="muted">{w('radar.studies-none')}</p>
  return (
    <>
      <div className={css['row']}>
        <NativeSelect
          label={w('radar.study')}
          value={shown?.id ?? ''}
          onChange={(event) => go(event.target.value === '' ? BASE : `${BASE}?study=${event.target.value}`)}
          data={[
            { value: '', label: w('radar.no-study') },
            ...studies.map(({ id, body }) => ({ value: id, label: `${body.title}: ${body.target.name}` })),
          ]}
        />
        {shown !== null && catalogue?.commands['coverage-study.ask']?.allowed === true && (
          <Button variant="default" onClick={() => copy(askedOf(shown))}>
            {w('radar.copy')}
          </Button>
        )}
      </div>
      {shown?.body.state === 'waiting' && <Waiting study={shown} />}
      {shown !== null && shown.body.problem !== null && (
        <StatusMark status="critical">{shown.body.problem}</StatusMark>
      )}
      {shown !== null && shown.body.result !== null && (
        <AnswerPart study={shown.body} result={shown.body.result} />
      )}
    </>
  )
}

/** The question of a study, to be asked once more with something changed. */
function askedOf({ body }: StudyRecord): Readonly<Record<string, unknown>> {
  const { title, zone, target, sea, sites, candidates, budget, cellM } = body
  return { title, zone, target, sea, sites, candidates, budget, cellM }
}

function Waiting({ study }: { study: StudyRecord }): ReactNode {
  const w = useWords()
  const queries = useQueryClient()
  const job = useProgress(study.title)
  // Drawn anew as soon as it is done, also where the list was asked for between two ticks.
  useEffect(() => () => void queries.invalidateQueries({ queryKey: keys.lists('coverage-study') }), [queries])
  const total = job?.total ?? null
  return (
    <div role="status">
      {job === null || total === null ? (
        <StatusMark status="neutral">{w('radar.queued')}</StatusMark>
      ) : (
        <>
          <Progress
            value={(100 * job.done) / Math.max(1, total)}
            aria-label={w('record.coverage-study.value.state.waiting')}
          />
          {w('radar.progress', { done: job.done, total })}
        </>
      )}
    </div>
  )
}
