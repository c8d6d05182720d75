import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import css from './interdiction.module.css'
import { SearchMap } from './search-map.tsx'
import { SearchPaper } from './search-paper.tsx'
import { needs, PATTERN_KINDS, planSearch, type PatternKind, type SearchAsked } from './search-plan.ts'
import { BASE, useWords } from './words.ts'

const NOTHING: SearchAsked = {
  kind: 'expanding-square',
  datum: '',
  headingDeg: null,
  spacingNm: null,
  legs: null,
  radiusNm: null,
  lengthNm: null,
  widthNm: null,
  speedKn: null,
  sweepNm: null,
  poaPercent: null,
  law: 'random',
}

/** A search pattern planned, drawn and printed; kept nowhere: the order goes into the operation's log or the rescue log. */
export function SearchPage({ datum }: { datum: string }): ReactNode {
  const w = useWords()
  const [asked, setAsked] = useState<SearchAsked>({ ...NOTHING, datum })
  const planned = useMemo(() => planSearch(asked), [asked])
  return (
    <>
      <PageHead
        title={w('interdiction.search')}
        note={
          <>
            <PathLink to={BASE}>{w('record.interdiction.plural')}</PathLink> · {w('interdiction.search-note')}
          </>
        }
        actions={
          planned.ok && (
            <Button variant="default" onClick={() => window.print()}>
              {w('interdiction.print')}
            </Button>
          )
        }
      />
      <div className={css['operation']}>
        <div className={css['main']}>
          <SearchMap pattern={planned.ok ? planned.value.pattern : null} />
          {planned.ok ? (
            <SearchPaper asked={asked} plan={planned.value} />
          ) : (
            <StatusMark status={planned.why === 'missing' ? 'info' : 'warning'}>
              {planned.why === 'missing'
                ? w('interdiction.search-missing')
                : planned.why === 'position'
                  ? `${w('interdiction.search-position')}: ${planned.message}`
                  : planned.message}
            </StatusMark>
          )}
        </div>
        <SearchForm asked={asked} change={setAsked} />
      </div>
    </>
  )
}

function SearchForm({
  asked,
  change,
}: {
  asked: SearchAsked
  change: (asked: SearchAsked) => void
}): ReactNode {
  const w = useWords()
  const square = asked.kind === 'expanding-square' || asked.kind === 'sector'
  const number = (
    field:
      | 'headingDeg'
      | 'spacingNm'
      | 'legs'
      | 'radiusNm'
      | 'lengthNm'
      | 'widthNm'
      | 'speedKn'
      | 'sweepNm'
      | 'poaPercent',
    label: string,
    max: number,
    whole = false,
  ): ReactNode => (
    <NumberInput
      label={label}
      value={asked[field] ?? ''}
      min={0}
      max={max}
      allowDecimal={!whole}
      onChange={(value) => change({ ...asked, [field]: typeof value === 'number' ? value : null })}
    />
  )
  return (
    <aside className={css['facts']}>
      <NativeSelect
        label={w('interdiction.search-kind')}
        value={asked.kind}
        onChange={(event) => change({ ...asked, kind: event.target.value as PatternKind })}
        data={PATTERN_KINDS.map((value) => ({ value, label: w(`interdiction.search-kind.${value}`) }))}
      />
      <TextInput
        label={w('interdiction.search-datum')}
        placeholder="13°54.0′N 061°03.0′W"
        value={asked.datum}
        onChange={(event) => change({ ...asked, datum: event.target.value })}
      />
      {number('headingDeg', w(square ? 'interdiction.search-first' : 'interdiction.search-axis'), 360)}
      {needs(asked.kind, 'spacingNm') && number('spacingNm', w('interdiction.search-spacing'), 100)}
      {needs(asked.kind, 'legs') && number('legs', w('interdiction.search-legs'), 500, true)}
      {needs(asked.kind, 'radiusNm') && number('radiusNm', w('interdiction.search-radius'), 100)}
      {needs(asked.kind, 'lengthNm') && number('lengthNm', w('interdiction.search-length'), 500)}
      {needs(asked.kind, 'widthNm') && number('widthNm', w('interdiction.search-width'), 500)}
      {number('speedKn', w('interdiction.search-speed'), 400)}
      {number('sweepNm', w('interdiction.search-sweep'), 50)}
      {number('poaPercent', w('interdiction.search-poa'), 100)}
      <NativeSelect
        label={w('interdiction.search-law')}
        value={asked.law}
        onChange={(event) => change({ ...asked, law: event.target.value as SearchAsked['law'] })}
        data={(['random', 'parallel'] as const).map((value) => ({
          value,
          label: w(`interdiction.search-law.${value}`),
        }))}
      />
    </aside>
  )
}
