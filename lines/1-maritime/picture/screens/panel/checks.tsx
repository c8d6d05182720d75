import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useT } from '@basinet/console/i18n/use.ts'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { AlertView } from '../../contract.ts'
import { useAlertWords } from '../alerts/alert-words.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'

/** What does not fit together about this vessel, each with its reason. */
export function Checks({ checks }: { checks: readonly AlertView[] }): ReactNode {
  const t = useWords()
  const console = useT()
  const words = useAlertWords()
  return (
    <section className={css['section']} aria-label={t('picture.vessel.checks')}>
      <h3>{t('picture.vessel.checks')}</h3>
      {checks.length === 0 ? (
        <StatusMark status="good">{t('picture.checks.none')}</StatusMark>
      ) : (
        <ul>
          {checks.map((check) => (
            <li key={check.id} className={css['check']}>
              <StatusMark status={check.severity}>{console(`severity.${check.severity}`)}</StatusMark>
              <p className={css['why']}>{words.sentence(check)}</p>
              <p className={css['params']}>
                {[words.params(check), ''].filter((part, i) => i > 0 || part !== '').join(' · ')}
                <Age at={check.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
