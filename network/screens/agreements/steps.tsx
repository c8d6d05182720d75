import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import css from './agreements.module.css'

const STEPS = ['draft', 'offered', 'countersigned', 'active'] as const

/** How far an agreement has come; what is suspended or ended has come all the way. */
export function Steps({ state }: { state: string }): ReactNode {
  const t = useWords()
  const reached: Readonly<Record<string, number>> = {
    received: 1,
    signed: 1,
    suspended: 3,
    ended: 3,
    withdrawn: 0,
  }
  const at = reached[state] ?? STEPS.findIndex((step) => step === state)
  return (
    <ol className={css['steps']}>
      {STEPS.map((step, index) => (
        <li key={step} data-reached={index <= at} aria-current={index === at ? 'step' : undefined}>
          {t(`network.agreements.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
