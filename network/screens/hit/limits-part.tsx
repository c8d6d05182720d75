import type { ReactNode } from 'react'
import { useWords } from '../words.ts'

/** What an answer means and does not mean, beside every question. The chance of an accident stands with each answer. */
const LIMITS = ['not-identity', 'no-hit', 'online', 'dictionary', 'set-known'] as const

export function LimitsPart(): ReactNode {
  const t = useWords()
  return (
    <details>
      <summary>{t('network.hit.limits')}</summary>
      <ul>
        {LIMITS.map((limit) => (
          <li key={limit}>{t(`network.hit.limit.${limit}`)}</li>
        ))}
      </ul>
    </details>
  )
}
