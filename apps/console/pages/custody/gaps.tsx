import type { Gap } from '@basinet/kernel/custody/contract'
import type { ReactNode } from 'react'
import { usePeople } from '../../api/people.ts'
import { useFormat, useNames } from '../../i18n/use.ts'
import { isId } from '../../parts/record/id-text.tsx'
import { Icon } from '../../parts/icons.tsx'
import css from './custody.module.css'
import { useWords } from './words.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT/

/** What a gap expected or found, as people read it: an account by its name, an instant by the clock. */
export function useGapText(gaps: readonly Gap[]): (gap: Gap) => { what: string; why: string } {
  const w = useWords()
  const name = useNames()
  const format = useFormat()
  const people = usePeople(gaps.flatMap((gap) => [gap.expected, gap.found]).filter(isId))
  const words = (value: string | null): string => {
    if (value === null) return w('custody.nothing')
    if (INSTANT.test(value)) return format.dateTime(value, { seconds: true })
    return people.get(value)?.name ?? value
  }
  return (gap) => ({
    what: name(`custody.gap.${gap.code}`, gap.code),
    why:
      gap.expected === null && gap.found !== null
        ? w('custody.gap-found', { found: words(gap.found) })
        : w('custody.gap-why', { expected: words(gap.expected), found: words(gap.found) }),
  })
}

/** Every break in the chain, said before the steps: it is never mended, only explained. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }): ReactNode {
  const w = useWords()
  const text = useGapText(gaps)
  if (gaps.length === 0) return null
  return (
    <section className={css['gaps']} aria-label={w('custody.gaps', { count: gaps.length })}>
      <h2>
        <Icon name="critical" size={18} />
        {w('custody.gaps', { count: gaps.length })}
      </h2>
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.sequence} ${gap.code}`}>
            <a href={`#step-${gap.sequence}`}>{w('custody.step', { n: gap.sequence })}</a>
            <strong>{text(gap).what}</strong>
            <span>{text(gap).why}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
