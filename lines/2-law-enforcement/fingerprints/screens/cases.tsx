import { usePeople } from '@basinet/console/api/people.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { LatentCase, LatentMark, PrintExamination } from '../contract.ts'
import { useList, type Stored } from './data.ts'
import css from './prints.module.css'
import { Rows } from './rows.tsx'
import { BENCH, useWords } from './words.ts'

/** Marks, cases and examinations that a page of the desk looks through. */
const MOST = 200
const OPEN_STATES = 'recorded,filed'
export const OPEN_MARKS = { 'f.state.in': OPEN_STATES, sort: 'liftedAt', limit: MOST }
const STATES = ['recorded', 'filed', 'no-value', 'identified', 'closed'] as const
const AGES_DAYS = [7, 30, 90, 365] as const
const DAY_MS = 86_400_000
const NOBODY = 'nobody'

interface Narrowing {
  readonly state: string
  readonly examiner: string
  readonly days: string
}

const ALL: Narrowing = { state: '', examiner: '', days: '' }

/** Marks by state, by who examined them, and by how long ago they were lifted; the oldest first. */
export function Cases(): ReactNode {
  const w = useWords()
  const [narrowing, setNarrowing] = useState(ALL)
  const marks = useMarks(narrowing)
  const cases = useList<LatentCase>('latent-case', { limit: MOST })
  const numberOf = new Map((cases.data?.items ?? []).map(({ id, body }) => [id, body.number]))
  const narrowed = Object.values(narrowing).some((value) => value !== '')
  return (
    <Rows<LatentMark>
      title={w('fp.cases')}
      none={w(narrowed ? 'fp.cases-none-such' : 'fp.unsolved-none')}
      query={marks.query}
      narrow={<Filters value={narrowing} examiners={marks.examiners} onChange={setNarrowing} />}
      head={[
        w('field.case'),
        w('field.number'),
        w('record.latent-mark.field.found'),
        w('field.state'),
        w('field.examiner'),
        w('field.liftedAt'),
      ]}
      renderRow={({ id, body }) => [
        <PathLink key="case" to={`${BENCH}/latent-case/${body.case}`}>
          {numberOf.get(body.case) ?? '–'}
        </PathLink>,
        <PathLink key="to" to={`${BENCH}?mark=${id}`}>
          {body.number}
        </PathLink>,
        body.found,
        w(`value.state.${body.state}`),
        marks.namesOf(id).join(', ') || w('fp.nobody-yet'),
        <TimeText key="at" at={body.liftedAt} />,
      ]}
      more={
        <p className={css['links']}>
          <PathLink to={`${BENCH}/latent-case`}>{w('record.latent-case.plural')}</PathLink>
          <PathLink to={`${BENCH}/latent-mark`}>{w('fp.all-marks')}</PathLink>
        </p>
      }
    />
  )
}

/** The marks that a narrowing leaves, and who examined them as far as that may be read. */
function useMarks({ state, examiner, days }: Narrowing): {
  readonly query: ReturnType<typeof useList<LatentMark>>
  readonly examiners: readonly { readonly value: string; readonly label: string }[]
  readonly namesOf: (mark: string) => string[]
} {
  const query = useList<LatentMark>('latent-mark', {
    ...OPEN_MARKS,
    ...(state === '' ? {} : { 'f.state.in': state }),
    ...(days === '' ? {} : { 'f.liftedAt.lte': dayBefore(Number(days)) }),
  })
  const examinations = useList<PrintExamination>('print-examination', { limit: MOST })
  const by = byMark(examinations.data?.items ?? [])
  const ids = [...new Set([...by.values()].flat())]
  const people = usePeople(ids)
  const nameOf = (id: string): string => people.get(id)?.name ?? id
  const items = (query.data?.items ?? []).filter(({ id }) => {
    const examined = by.get(id) ?? []
    return examiner === '' || (examiner === NOBODY ? examined.length === 0 : examined.includes(examiner))
  })
  const shown = { ...query, data: query.data === undefined ? undefined : { items, next: null } }
  return {
    query: shown as typeof query,
    examiners: ids
      .map((value) => ({ value, label: nameOf(value) }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
    namesOf: (mark) => (by.get(mark) ?? []).map(nameOf),
  }
}

function byMark(examinations: readonly Stored<PrintExamination>[]): Map<string, string[]> {
  const by = new Map<string, string[]>()
  for (const { body } of examinations) {
    const known = by.get(body.mark) ?? []
    if (!known.includes(body.examiner)) by.set(body.mark, [...known, body.examiner])
  }
  return by
}

/** Midnight so many days ago: whole days, so that the answer stays the same while the page is looked at. */
function dayBefore(days: number): string {
  return new Date((Math.floor(Date.now() / DAY_MS) - days) * DAY_MS).toISOString()
}

function Filters({
  value,
  examiners,
  onChange,
}: {
  value: Narrowing
  examiners: readonly { readonly value: string; readonly label: string }[]
  onChange: (value: Narrowing) => void
}): ReactNode {
  const w = useWords()
  const me = useMe().person
  const others = examiners.filter((one) => one.value !== me.id)
  return (
    <div className={css['filters']}>
      <NativeSelect
        label={w('field.state')}
        value={value.state}
        onChange={(event) => onChange({ ...value, state: event.currentTarget.value })}
        data={[
          { value: '', label: w('fp.open-marks') },
          ...STATES.map((state) => ({ value: state, label: w(`value.state.${state}`) })),
        ]}
      />
      <NativeSelect
        label={w('field.examiner')}
        value={value.examiner}
        onChange={(event) => onChange({ ...value, examiner: event.currentTarget.value })}
        data={[
          { value: '', label: w('fp.anybody') },
          { value: me.id, label: w('fp.me') },
          { value: NOBODY, label: w('fp.nobody-yet') },
          ...others,
        ]}
      />
      <NativeSelect
        label={w('fp.age')}
        value={value.days}
        onChange={(event) => onChange({ ...value, days: event.currentTarget.value })}
        data={[
          { value: '', label: w('fp.any-age') },
          ...AGES_DAYS.map((days) => ({ value: String(days), label: w('fp.older-than', { days }) })),
        ]}
      />
    </div>
  )
}
