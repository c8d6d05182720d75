import { useNames } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { HandContact } from '../../contract.ts'
import css from '../panel/panel.module.css'

/** How far a report is trusted, as the Admiralty system writes it: B2, and what the two signs mean. */
export function Grade({
  contact: { reliability, credibility },
}: {
  contact: Pick<HandContact, 'reliability' | 'credibility'>
}): ReactNode {
  const name = useNames()
  const words = [
    name(`record.hand-contact.value.reliability.${reliability}`, reliability),
    name(`record.hand-contact.value.credibility.${credibility}`, credibility),
  ]
  return (
    <p className={css['grade']}>
      <strong className="mono">
        {reliability}
        {credibility}
      </strong>{' '}
      <span className="muted small">{words.join(' · ')}</span>
    </p>
  )
}
