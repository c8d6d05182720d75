import type { ReactNode } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import css from '../form/form.module.css'
import { useFailureText } from '../state/failure-text.ts'

/** What stands in the way, all of it at once, each a link to its field; and what the node refused. */
export function ProblemList({
  shown,
  problems,
  error,
}: {
  shown: boolean
  problems: readonly { path: string; label: string; text: string }[]
  error: unknown
}): ReactNode {
  const t = useT()
  const failureText = useFailureText()
  const refused = error !== null && error !== undefined
  if (!refused && (!shown || problems.length === 0)) return null
  return (
    <div className={css['problems']} role="alert">
      {refused ? (
        <>
          <p>{failureText(error)}</p>
          {error instanceof ApiFailure && error.code === 'record.stale' && <p>{t('form.stale')}</p>}
          {error instanceof ApiFailure && error.status === 0 && <p>{t('form.unreachable')}</p>}
        </>
      ) : (
        <>
          <p>{t('form.problems', { count: problems.length })}</p>
          <ul>
            {problems.map(({ path, label, text }) => (
              <li key={path}>
                <a href={`#field-${path}`}>{label}</a>: {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
