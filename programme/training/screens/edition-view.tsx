import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { Edition, Nomination } from '../contract.ts'
import { useEdition, useNominations, type Kept } from './api.ts'
import { AttendanceGrid } from './attendance-grid.tsx'
import { Budget } from './budget.tsx'
import { Evaluation } from './evaluation.tsx'
import { People } from './people.tsx'
import { SeatsByNation } from './seats-by-nation.tsx'
import css from './training.module.css'
import { useWords } from './words.ts'

/** What is done with an edition in each of its states, in order. */
const NEXT = ['open', 'seat', 'close', 'amend', 'cancel'] as const

/** The bench of one edition: seats, nominations, attendance, outcome. */
export function EditionView({ id }: { id: string }): ReactNode {
  const edition = useEdition(id)
  const people = useNominations(id)
  useScreenLabel(highestLabel((people.data?.items ?? []).map((r) => r.label)))
  return (
    <QueryView query={edition}>
      {({ record }) => (
        <>
          <Head edition={record} />
          <QueryView query={people} rows={8}>
            {({ items }) => <Bench edition={record} people={items} />}
          </QueryView>
        </>
      )}
    </QueryView>
  )
}

function Head({ edition: { id, body } }: { edition: Kept<Edition> }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const { data: catalogue } = useCatalogue()
  const base = `/programme/training/course-edition/${id}`
  const open = NEXT.filter((verb) => {
    const command = catalogue?.commands[`course-edition.${verb}`]
    return command?.allowed === true && command.from.includes(body.state)
  })
  return (
    <PageHead
      title={`${body.code} ${body.name}`}
      note={`${format.date(body.from, 'UTC')} – ${format.date(body.until, 'UTC')}, ${body.place} · ${w(
        `record.course-edition.value.state.${body.state}`,
      )}`}
      actions={
        <div className={css['links']}>
          {open.map((verb) => (
            <PathLink key={verb} to={`${base}/do/${verb}`}>
              {w(`command.course-edition.${verb}.name`)}
            </PathLink>
          ))}
          <PathLink to={base}>{w('record.course-edition.name')}</PathLink>
          <PathLink to="/programme/training">{w('training.back')}</PathLink>
        </div>
      }
    />
  )
}

function Bench({
  edition,
  people,
}: {
  edition: Kept<Edition>
  people: readonly Kept<Nomination>[]
}): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  const { id, body } = edition
  const mayNominate = body.state === 'open' && catalogue?.commands['nomination.submit']?.allowed === true
  return (
    <div className={css['page']}>
      <p className={`${css['links'] ?? ''} no-print`}>
        {mayNominate && (
          <PathLink to={`/programme/training/nomination/new/submit?edition=${id}`}>
            {w('command.nomination.submit.name')}
          </PathLink>
        )}
        <PathLink to={`/programme/training?edition=${id}&print=roster`}>
          {w('training.print-roster')}
        </PathLink>
        <PathLink to={`/programme/training?edition=${id}&print=sign-in`}>
          {w('training.print-sign-in')}
        </PathLink>
      </p>
      <People edition={body} people={people} />
      {body.state !== 'planned' && body.state !== 'open' && (
        <AttendanceGrid edition={edition} people={people} />
      )}
      <div className={css['columns']}>
        <SeatsByNation edition={body} people={people} />
        {body.state === 'closed' && <Evaluation id={id} people={people} />}
      </div>
      <Budget edition={body} />
    </div>
  )
}
