import { PageHead } from '@basinet/console/parts/page-head.tsx'
import type { ReactNode } from 'react'
import css from './ballistics.module.css'
import { useWords } from './words.ts'

const LIMITS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** What a court must know that this is not; the same sentences stand on every report. */
export function LimitsPage(): ReactNode {
  const w = useWords()
  return (
    <>
      <PageHead title={w('report.limits')} note={w('bl.limits')} />
      <div className={css['page']}>
        <ol className={css['limits']}>
          {LIMITS.map((n) => (
            <li key={n}>{w(`report.limits.${n}`)}</li>
          ))}
        </ol>
      </div>
    </>
  )
}
