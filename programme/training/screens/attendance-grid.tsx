import { useCommand } from '@basinet/console/api/command.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Button, FileButton } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AttendanceConflict } from '../attendance.ts'
import type { Edition, Nomination } from '../contract.ts'
import type { Kept } from './api.ts'
import { exportAttendance, heldOn, readAttendance, type Entry } from './attendance-file.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

interface Answer {
  readonly taken: number
  readonly conflicts: readonly AttendanceConflict[]
}

/** Attendance by day, at the screen or from a file that was away; lines that disagree are shown and not taken. */
export function AttendanceGrid({
  edition,
  people,
}: {
  edition: Kept<Edition>
  people: readonly Kept<Nomination>[]
}): ReactNode {
  const w = useWords()
  const sending = useCommand()
  const failureText = useFailureText()
  const { data: catalogue } = useCatalogue()
  const [marks, setMarks] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [wrong, setWrong] = useState<string | null>(null)
  const seats = people.filter((p) =>
    ['seated', 'completed', 'not-completed', 'no-show'].includes(p.body.state),
  )
  const may =
    edition.body.state === 'seated' && catalogue?.commands['course-edition.attend']?.allowed === true
  if (seats.length === 0) return null
  const send = (origin: 'screen' | 'file', entries: readonly Entry[]): void =>
    sending.mutate(
      {
        name: 'course-edition.attend',
        commandId: crypto.randomUUID(),
        recordId: edition.id,
        expectedRev: edition.rev,
        input: { origin, entries },
      },
      { onSuccess: () => setMarks(new Map()) },
    )
  const save = (): void => send('screen', entriesOf(marks, seats))
  const merge = (file: File | null): void => {
    if (file === null) return
    setWrong(null)
    readAttendance(file).then(
      (entries) => send('file', entries),
      (error: unknown) => setWrong(error instanceof Error ? error.message : String(error)),
    )
  }
  const answer = sending.data?.output as Answer | undefined
  return (
    <section className={css['section']}>
      <h2>{w('training.attendance')}</h2>
      <Grid
        days={edition.body.days}
        seats={seats}
        marks={marks}
        may={may}
        mark={(key, present) => setMarks(new Map([...marks, [key, present]]))}
      />
      {may && (
        <Tools
          unsaved={marks.size}
          busy={sending.isPending}
          save={save}
          away={() => void exportAttendance(edition, seats)}
          back={merge}
        />
      )}
      <Problem text={wrong ?? (sending.error === null ? null : failureText(sending.error))} />
      {answer !== undefined && <Merged answer={answer} />}
    </section>
  )
}

/** What was marked, with what stood there when the page was read. */
function entriesOf(marks: ReadonlyMap<string, boolean>, seats: readonly Kept<Nomination>[]): Entry[] {
  return [...marks].map(([key, present]) => {
    const [nomination = '', day = ''] = key.split(' ')
    const seat = seats.find((s) => s.id === nomination)
    return { nomination, day, present, expected: seat === undefined ? null : heldOn(seat.body, day) }
  })
}

function Tools({
  unsaved,
  busy,
  save,
  away,
  back,
}: {
  unsaved: number
  busy: boolean
  save: () => void
  away: () => void
  back: (file: File | null) => void
}): ReactNode {
  const w = useWords()
  return (
    <div className={`${css['links'] ?? ''} no-print`}>
      <Button disabled={unsaved === 0} loading={busy} onClick={save}>
        {w('training.attendance-save')}
      </Button>
      <Button variant="default" onClick={away}>
        {w('training.attendance-export')}
      </Button>
      <FileButton onChange={back} accept=".csv,.xlsx">
        {(props) => (
          <Button {...props} variant="default">
            {w('training.attendance-merge')}
          </Button>
        )}
      </FileButton>
    </div>
  )
}

function Problem({ text }: { text: string | null }): ReactNode {
  return text === null ? null : (
    <p className={css['why']} role="alert">
      {text}
    </p>
  )
}

function Grid({
  days,
  seats,
  marks,
  may,
  mark,
}: {
  days: readonly string[]
  seats: readonly Kept<Nomination>[]
  marks: ReadonlyMap<string, boolean>
  may: boolean
  mark: (key: string, present: boolean) => void
}): ReactNode {
  const w = useWords()
  const format = useFormat()
  return (
    <div className={css['scroll']}>
      <table className={css['grid']}>
        <caption className="visually-hidden">{w('training.attendance')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('record.nomination.name')}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {format.date(day, 'UTC')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map(({ id, body }) => (
            <tr key={id}>
              <th scope="row">{body.name}</th>
              {days.map((day) => {
                const key = `${id} ${day}`
                const present = marks.get(key) ?? heldOn(body, day)
                return (
                  <td key={day} data-day>
                    {may ? (
                      <input
                        type="checkbox"
                        aria-label={w('training.present', { name: body.name, day: format.date(day, 'UTC') })}
                        checked={present === true}
                        onChange={(event) => mark(key, event.target.checked)}
                      />
                    ) : present === null ? (
                      '–'
                    ) : (
                      w(present ? 'training.yes' : 'training.no')
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Merged({ answer }: { answer: Answer }): ReactNode {
  const w = useWords()
  const said = (held: boolean | null): string =>
    held === null ? '–' : w(held ? 'training.yes' : 'training.no')
  return (
    <div role="status">
      <p>{w('training.merged', { taken: answer.taken })}</p>
      {answer.conflicts.length > 0 && (
        <div className={css['conflicts']}>
          <p>{w('training.conflicts')}</p>
          <Plain
            caption={w('training.conflicts')}
            head={[
              w('record.nomination.name'),
              w('record.course-edition.field.entries.day'),
              w('training.conflict.held'),
              w('training.conflict.came'),
              w('record.nomination.field.why'),
            ]}
            rows={answer.conflicts.map((c, n) => ({
              key: String(n),
              cells: [
                c.name === '' ? c.nomination : c.name,
                c.day,
                said(c.held),
                said(c.came),
                w(`training.conflict.${c.why}`),
              ],
            }))}
          />
        </div>
      )}
    </div>
  )
}
