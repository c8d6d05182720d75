import { url } from '@basinet/console/api/client.ts'
import { usePeople } from '@basinet/console/api/people.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import {
  CONCLUSIONS,
  EXAMINER,
  MANAGER,
  OPEN_STATES,
  RESOLVED_BY,
  type ConclusionWord,
  type PrintComparison,
  type PrintExamination,
} from '../contract.ts'
import { useGive, useList, useOne, type Stored } from './data.ts'
import css from './prints.module.css'
import { BENCH, useWords } from './words.ts'

/** A comparison: who looks, and once both have concluded what each found, with the report for the court. */
export function ComparisonPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const me = useMe()
  const query = useOne<PrintComparison>('print-comparison', id)
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => {
        const { state, conclusion, exemplar, mark } = record.body
        const open = (OPEN_STATES as readonly string[]).includes(state)
        return (
          <>
            <PageHead
              title={`${w('record.print-comparison.name')}: ${w(`fp.finger.${exemplar.finger as 1}`)}`}
              note={w(`value.state.${state}`)}
              actions={
                open && (
                  <a
                    className={css['primary']}
                    href={url(`/fingerprints/comparisons/${id}/report`, { language: me.language })}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {w('fp.report')}
                  </a>
                )
              }
            />
            <div className={css['page']}>
              <p className={css['links']}>
                <PathLink to={`${BENCH}?mark=${mark}`}>{w('fp.to-mark')}</PathLink>
                {exemplar.of.type === 'ten-print' && (
                  <PathLink to={`${BENCH}?card=${exemplar.of.id}`}>{w('fp.to-card')}</PathLink>
                )}
              </p>
              {conclusion !== null && (
                <section className={css['section']}>
                  <h2>{w(`value.conclusion.${conclusion}`)}</h2>
                  <p className="muted">{w(`report.means.${conclusion}`)}</p>
                </section>
              )}
              {state === 'waiting' && me.roles.includes(EXAMINER) && <Verify record={record} />}
              {open ? <Both record={record} /> : <p className="muted">{w('fp.blind')}</p>}
              {state === 'disagreed' && <Resolve record={record} />}
              {record.body.resolution !== null && (
                <section className={css['section']}>
                  <h2>{w('field.resolution')}</h2>
                  <p>
                    {w(`value.way.${record.body.resolution.way}`)} ·{' '}
                    <TimeText at={record.body.resolution.at} />
                  </p>
                  <p>{record.body.resolution.grounds}</p>
                </section>
              )}
            </div>
          </>
        )
      }}
    </QueryView>
  )
}

function Verify({ record }: { record: Stored<PrintComparison> }): ReactNode {
  const w = useWords()
  const me = useMe()
  const go = useGo()
  const give = useGive()
  const { busy, problem, act } = useAct()
  if (record.body.firstBy === me.person.id) return <p>{w('fp.waits-for-other')}</p>
  const begin = (): void =>
    void act(async () => {
      const made = await give('print-examination.verify', { comparison: record.id })
      go(`${BENCH}?examination=${made.id}`)
    })
  return (
    <section className={css['section']}>
      <p className="muted">{w('fp.verify-text')}</p>
      <Button mt="sm" loading={busy} disabled={me.roles.includes(MANAGER)} onClick={begin}>
        {w('command.print-examination.verify.name')}
      </Button>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
  )
}

function Both({ record }: { record: Stored<PrintComparison> }): ReactNode {
  const w = useWords()
  const query = useList<PrintExamination>('print-examination', { 'f.comparison': record.id })
  const people = usePeople([record.body.firstBy, record.body.secondBy])
  return (
    <QueryView query={query} rows={3}>
      {({ items }) => (
        <Plain
          caption={w('record.print-examination.plural')}
          head={[
            w('field.seat'),
            w('field.examiner'),
            w('field.conclusion'),
            w('field.grounds'),
            w('field.pairs'),
          ]}
          rows={items
            .toSorted((a, b) => a.body.seat.localeCompare(b.body.seat))
            .map(({ id, body }) => ({
              key: id,
              cells: [
                <PathLink key="to" to={`${BENCH}?examination=${id}`}>
                  {w(`value.seat.${body.seat}`)}
                </PathLink>,
                people.get(body.examiner)?.name ?? body.examiner.slice(-8),
                body.conclusion === null
                  ? w('value.state.no-value')
                  : w(`value.word.${body.conclusion.word}`),
                body.conclusion?.grounds ?? '–',
                body.pairs.length,
              ],
            }))}
        />
      )}
    </QueryView>
  )
}

function Resolve({ record }: { record: Stored<PrintComparison> }): ReactNode {
  const w = useWords()
  const me = useMe()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [word, setWord] = useState<ConclusionWord | ''>('')
  const [way, setWay] = useState<(typeof RESOLVED_BY)[number]>('consultation')
  const [grounds, setGrounds] = useState('')
  const { firstBy, secondBy } = record.body
  if (!me.roles.includes(EXAMINER) || me.person.id === firstBy || me.person.id === secondBy)
    return <p>{w('fp.third-needed')}</p>
  return (
    <section className={css['section']}>
      <h2>{w('command.print-comparison.resolve.name')}</h2>
      <div className={css['actions']}>
        <NativeSelect
          label={w('field.conclusion')}
          data={[
            { value: '', label: '–' },
            ...CONCLUSIONS.map((value) => ({ value, label: w(`value.word.${value}`) })),
          ]}
          value={word}
          onChange={(event) => setWord(event.target.value as ConclusionWord | '')}
        />
        <NativeSelect
          label={w('command.print-comparison.resolve.field.way')}
          data={RESOLVED_BY.map((value) => ({ value, label: w(`value.way.${value}`) }))}
          value={way}
          onChange={(event) => setWay(event.target.value as (typeof RESOLVED_BY)[number])}
        />
      </div>
      <Textarea
        label={w('field.grounds')}
        maxLength={4000}
        value={grounds}
        onChange={(event) => setGrounds(event.target.value)}
      />
      <Button
        mt="sm"
        loading={busy}
        disabled={word === '' || grounds.trim() === ''}
        onClick={() => void act(() => give('print-comparison.resolve', { word, way, grounds }, record))}
      >
        {w('command.print-comparison.resolve.name')}
      </Button>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
  )
}
