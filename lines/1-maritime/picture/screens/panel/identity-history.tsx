import { useFormat } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { IdentityClaim } from '../../contract.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'

/** Who the vessel has said it was before: a name or a call sign that changes is a question. */
export function IdentityHistory({ claims }: { claims: readonly IdentityClaim[] }): ReactNode {
  const t = useWords()
  const format = useFormat()
  if (claims.length < 2) return null
  return (
    <section className={css['section']} aria-label={t('picture.vessel.before')}>
      <h3>{t('picture.vessel.before')}</h3>
      <ol>
        {claims.toReversed().map((claim) => (
          <li key={claim.from}>
            <strong>{claim.name ?? t('picture.vessel.unnamed')}</strong>{' '}
            <span className="mono small">
              {[claim.callSign, claim.imo === undefined ? undefined : `IMO ${claim.imo}`]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <br />
            <span className="muted small">
              {format.date(claim.from, 'UTC')} – {format.date(claim.to, 'UTC')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
