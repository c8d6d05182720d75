import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { CLARITY, CONCLUSIONS, type ConclusionWord, type PrintExamination } from '../../contract.ts'
import { useGive, type Stored } from '../data.ts'
import { BENCH, useWords } from '../words.ts'
import css from './bench.module.css'
import { ExemplarChoice } from './exemplar-choice.tsx'
import type { Draft } from './use-bench.ts'

interface StepProps {
  readonly record: Stored<PrintExamination>
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  readonly changed: boolean
}

const STEPS = ['analysing', 'analysed', 'comparing', 'concluded'] as const

/** Where the examination stands, and the one thing that comes next. */
export function Steps(props: StepProps): ReactNode {
  const w = useWords()
  const { state } = props.record.body
  const at = STEPS.indexOf(state === 'no-value' ? 'analysed' : state)
  return (
    <>
      <ol className={css['steps']}>
        {STEPS.map((step, i) => (
          <li key={step} aria-current={i === at ? 'step' : undefined} data-past={i < at || undefined}>
            {i + 1} {w(`fp.step.${step}`)}
          </li>
        ))}
      </ol>
      {state === 'analysing' && <Analyse {...props} />}
      {state === 'analysed' && <ExemplarChoice record={props.record} />}
      {state === 'comparing' && <Compare {...props} />}
      {(state === 'concluded' || state === 'no-value') && <Concluded record={props.record} />}
    </>
  )
}

function Analyse({ record, draft, change, changed }: StepProps): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const { analysis } = draft
  const save = async (): Promise<number> =>
    changed ? (await give('print-examination.analyse', analysis, record)).rev : record.rev
  const lock = (value: boolean): void =>
    void act(async () => {
      const rev = await save()
      await give('print-examination.lock', { value }, { id: record.id, rev })
    })
  return (
    <section className={css['step']}>
      <h2>{w('fp.step.analysing')}</h2>
      <p className="small muted">{w('fp.analyse-text')}</p>
      <NativeSelect
        label={w('field.clarity')}
        data={CLARITY.map((value) => ({ value, label: w(`value.clarity.${value}`) }))}
        value={analysis.clarity}
        onChange={(event) =>
          change({ analysis: { ...analysis, clarity: event.target.value as 'high' | 'medium' | 'low' } })
        }
      />
      <Textarea
        label={w('field.distortion')}
        maxLength={1000}
        autosize
        minRows={2}
        value={analysis.distortion ?? ''}
        onChange={(event) =>
          change({
            analysis: { ...analysis, distortion: event.target.value === '' ? null : event.target.value },
          })
        }
      />
      <p>{w('fp.marks-set', { n: analysis.marks.length })}</p>
      <Button variant="default" loading={busy} disabled={!changed} onClick={() => void act(save)}>
        {w('command.print-examination.analyse.name')}
      </Button>
      <Button loading={busy} disabled={analysis.marks.length === 0} onClick={() => lock(true)}>
        {w('fp.lock-value')}
      </Button>
      <Button variant="default" loading={busy} onClick={() => lock(false)}>
        {w('fp.lock-no-value')}
      </Button>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
  )
}

function Compare({ record, draft, changed }: StepProps): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [word, setWord] = useState<ConclusionWord | ''>('')
  const [grounds, setGrounds] = useState('')
  const save = async (): Promise<number> =>
    changed
      ? (await give('print-examination.annotate', { later: draft.later, pairs: draft.pairs }, record)).rev
      : record.rev
  const conclude = (): void =>
    void act(async () => {
      const rev = await save()
      await give('print-examination.conclude', { word, grounds }, { id: record.id, rev })
    })
  return (
    <section className={css['step']}>
      <h2>{w('fp.step.comparing')}</h2>
      <p className="small muted">{w('fp.compare-text')}</p>
      <p>
        {w('fp.pairs-set', { n: draft.pairs.length, later: record.body.later.length + draft.later.length })}
      </p>
      <Button variant="default" loading={busy} disabled={!changed} onClick={() => void act(save)}>
        {w('command.print-examination.annotate.name')}
      </Button>
      <NativeSelect
        label={w('field.conclusion')}
        data={[
          { value: '', label: '–' },
          ...CONCLUSIONS.map((value) => ({ value, label: w(`value.word.${value}`) })),
        ]}
        value={word}
        onChange={(event) => setWord(event.target.value as ConclusionWord | '')}
      />
      <Textarea
        label={w('field.grounds')}
        maxLength={4000}
        autosize
        minRows={3}
        value={grounds}
        onChange={(event) => setGrounds(event.target.value)}
      />
      <Button loading={busy} disabled={word === '' || grounds.trim() === ''} onClick={conclude}>
        {w('command.print-examination.conclude.name')}
      </Button>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
  )
}

function Concluded({ record }: { record: Stored<PrintExamination> }): ReactNode {
  const w = useWords()
  const go = useGo()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const { conclusion, comparison, seat, mark, state } = record.body
  const again = (): void =>
    void act(async () => {
      const next = await give('print-examination.continue', { examination: record.id })
      go(`${BENCH}?examination=${next.id}`)
    })
  return (
    <section className={css['step']}>
      <h2>{w(state === 'no-value' ? 'value.state.no-value' : 'fp.step.concluded')}</h2>
      {conclusion !== null && (
        <>
          <p>
            <strong>{w(`value.word.${conclusion.word}`)}</strong>
          </p>
          <p>{conclusion.grounds}</p>
          <p className="small muted">
            <TimeText at={conclusion.at} />
          </p>
        </>
      )}
      {comparison !== null && (
        <p>
          <PathLink to={`${BENCH}?comparison=${comparison}`}>{w('fp.to-comparison')}</PathLink>
        </p>
      )}
      <p>
        <PathLink to={`${BENCH}?mark=${mark}`}>{w('fp.to-mark')}</PathLink>
      </p>
      {seat === 'first' && state === 'concluded' && (
        <Button variant="default" loading={busy} onClick={again}>
          {w('command.print-examination.continue.name')}
        </Button>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
