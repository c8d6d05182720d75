import { apiGet } from '@basinet/console/api/client.ts'
import type { Page } from '@basinet/console/api/types.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import {
  FINGERS,
  type EliminationPrint,
  type Exemplar,
  type LatentMark,
  type PrintComparison,
  type PrintExamination,
  type PrintSearch,
  type TenPrint,
} from '../../contract.ts'
import { useGive, useList, useOne, type Stored } from '../data.ts'
import { Minors } from './minors.tsx'
import { CandidateList } from '../search/candidates.tsx'
import { useWords } from '../words.ts'
import css from './bench.module.css'

/** The analysis is locked: now a finger may be opened beside the mark. A second examiner has no choice of it. */
export function ExemplarChoice({ record }: { record: Stored<PrintExamination> }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { data: catalogue } = useCatalogue()
  const { busy, problem, act } = useAct()
  const open = (exemplar: Exemplar): void =>
    void act(() => give('print-examination.compare', { exemplar }, record))
  const given = useOne<PrintComparison>('print-comparison', record.body.comparison)
  const second = given.data?.record.body.exemplar
  return (
    <section className={css['step']}>
      <h2>{w('fp.choose')}</h2>
      <p className="small muted">{w('fp.choose-text')}</p>
      {problem !== null && <p role="alert">{problem}</p>}
      {record.body.comparison === null ? (
        <>
          <Searches record={record} open={open} busy={busy} />
          <ByNumber open={open} busy={busy} />
          {catalogue?.records['juvenile-print'] !== undefined && (
            <Minors examination={record.id} open={open} busy={busy} />
          )}
          <Eliminations mark={record.body.mark} open={open} busy={busy} />
        </>
      ) : (
        <Button
          loading={busy}
          disabled={second === undefined}
          onClick={() => second !== undefined && open(second)}
        >
          {w('command.print-examination.compare.name')}
        </Button>
      )}
    </section>
  )
}

export interface Choice {
  readonly open: (exemplar: Exemplar) => void
  readonly busy: boolean
}

function Searches({ record, open, busy }: Choice & { record: Stored<PrintExamination> }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy: asking, problem, act } = useAct()
  const searches = useList<PrintSearch>('print-search', { 'f.probeId': record.body.mark, limit: 5 })
  const latest = searches.data?.items[0]
  return (
    <>
      <Button
        variant="default"
        loading={asking}
        onClick={() => void act(() => give('print-search.ask', { examination: record.id }))}
      >
        {w('command.print-search.ask.name')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
      {latest !== undefined && (
        <CandidateList
          search={latest.id}
          renderAction={(candidate) =>
            candidate.card === null || candidate.finger === null ? null : (
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                onClick={() =>
                  open({ of: { type: 'ten-print', id: candidate.card ?? '' }, finger: candidate.finger ?? 1 })
                }
              >
                {w('fp.open-beside')}
              </Button>
            )
          }
        />
      )}
    </>
  )
}

/** A finger of a card that somebody named. */
function ByNumber({ open, busy }: Choice): ReactNode {
  const w = useWords()
  const { busy: looking, problem, act } = useAct()
  const [number, setNumber] = useState('')
  const [finger, setFinger] = useState(1)
  const [none, setNone] = useState(false)
  const find = (): void =>
    void act(async () => {
      const found = await apiGet<Page<Stored<TenPrint>>>('/records/ten-print', {
        'f.number': number.trim(),
        limit: 1,
      })
      const card = found.items[0]
      setNone(card === undefined)
      if (card !== undefined) open({ of: { type: 'ten-print', id: card.id }, finger })
    })
  return (
    <form
      className={css['step']}
      onSubmit={(event) => {
        event.preventDefault()
        find()
      }}
    >
      <TextInput
        label={w('fp.card-number')}
        value={number}
        maxLength={60}
        onChange={(event) => setNumber(event.target.value)}
        error={none ? w('fp.card-absent') : (problem ?? undefined)}
      />
      <NativeSelect
        label={w('field.finger')}
        data={FINGERS.map((n) => ({ value: String(n), label: w(`fp.finger.${n}`) }))}
        value={String(finger)}
        onChange={(event) => setFinger(Number(event.target.value))}
      />
      <Button type="submit" variant="default" disabled={number.trim() === '' || busy} loading={looking}>
        {w('command.print-examination.compare.name')}
      </Button>
    </form>
  )
}

/** Elimination cards of the mark's own case, and of no other. */
function Eliminations({ mark, open, busy }: Choice & { mark: string }): ReactNode {
  const w = useWords()
  const found = useOne<LatentMark>('latent-mark', mark)
  const of = found.data?.record.body.case ?? ''
  const cards = useList<EliminationPrint>('elimination-print', { 'f.case': of }, of !== '')
  if ((cards.data?.items.length ?? 0) === 0) return null
  return (
    <div className={css['step']}>
      <h3>{w('record.elimination-print.plural')}</h3>
      {cards.data?.items.map(({ id, body }) => (
        <p key={id}>
          {body.number}{' '}
          {body.fingers
            .filter((finger) => finger.status === 'taken')
            .map(({ finger }) => (
              <Button
                key={finger}
                size="compact-sm"
                variant="default"
                disabled={busy}
                onClick={() => open({ of: { type: 'elimination-print', id }, finger })}
              >
                {finger}
              </Button>
            ))}
        </p>
      ))}
    </div>
  )
}
