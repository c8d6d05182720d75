import { useCommand } from '@basinet/console/api/command.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Edition, Nomination } from '../contract.ts'
import { useIssued, type Kept } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

/** Who is nominated, who has a seat, and why not; a pass becomes a certificate here. */
export function People({
  edition,
  people,
}: {
  edition: Edition
  people: readonly Kept<Nomination>[]
}): ReactNode {
  const w = useWords()
  const name = useNames()
  return (
    <section className={css['section']}>
      <h2>{w('training.people')}</h2>
      {people.length === 0 ? (
        <EmptyState title={w('training.people-none')} size="small" />
      ) : (
        <Plain
          caption={w('training.people')}
          head={[
            name('field.name', 'Name'),
            `${name('field.nation', 'Nation')}, ${name('field.unit', 'Unit')}`,
            w('record.nomination.field.priority'),
            name('field.state', 'State'),
            w('training.next'),
          ]}
          rows={people.map((one) => ({
            key: one.id,
            cells: [
              <PathLink key="name" to={`/programme/training/nomination/${one.id}`}>
                {one.body.name}
              </PathLink>,
              `${one.body.nation}, ${one.body.unit}`,
              one.body.priority,
              <Standing key="state" of={one.body} />,
              <Next key="next" of={one} code={edition.code} />,
            ],
          }))}
        />
      )}
    </section>
  )
}

function Standing({ of }: { of: Nomination }): ReactNode {
  const w = useWords()
  const why = of.why === null ? null : w(`record.nomination.value.why.${of.why}`)
  return (
    <>
      {w(`record.nomination.value.state.${of.state}`)}
      {of.place !== null && ` ${of.place}`}
      {of.passed === true && ` · ${w('record.nomination.field.passed')}`}
      {why !== null && (
        <span className={css['why']}>
          {': '}
          {of.lacks === null ? why : w('training.lacks', { why, code: of.lacks })}
        </span>
      )}
    </>
  )
}

const ASKED: Readonly<Partial<Record<Nomination['state'], readonly string[]>>> = {
  nominated: ['set-vetting', 'withdraw'],
  refused: ['set-vetting', 'withdraw'],
  waiting: ['withdraw'],
  seated: ['assess', 'arrange', 'withdraw'],
}

function Next({ of, code }: { of: Kept<Nomination>; code: string }): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  const verbs = (ASKED[of.body.state] ?? []).filter(
    (verb) => catalogue?.commands[`nomination.${verb}`]?.allowed === true,
  )
  if (of.body.state === 'completed' && of.body.passed === true) return <Certified of={of} code={code} />
  return (
    <span className={css['links']}>
      {verbs.map((verb) => (
        <PathLink key={verb} to={`/programme/training/nomination/${of.id}/do/${verb}`}>
          {w(`command.nomination.${verb}.name` as 'command.nomination.assess.name')}
        </PathLink>
      ))}
    </span>
  )
}

function Certified({ of, code }: { of: Kept<Nomination>; code: string }): ReactNode {
  const w = useWords()
  const failureText = useFailureText()
  const issued = useIssued(code)
  const sending = useCommand()
  const { data: catalogue } = useCatalogue()
  const known = issued.data?.items.find((c) => c.body.nomination === of.id)
  if (known !== undefined)
    return <PathLink to={`/programme/training?certificate=${known.id}`}>{w('training.certificate')}</PathLink>
  if (issued.data === undefined || catalogue?.commands['training-certificate.issue']?.allowed !== true)
    return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={sending.isPending}
        onClick={() =>
          sending.mutate({
            name: 'training-certificate.issue',
            commandId: crypto.randomUUID(),
            input: { nomination: of.id },
          })
        }
      >
        {w('command.training-certificate.issue.name')}
      </Button>
      {sending.error !== null && <span className={css['why']}> {failureText(sending.error)}</span>}
    </>
  )
}
