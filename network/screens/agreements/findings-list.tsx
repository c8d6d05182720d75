import { useFieldNames } from '@basinet/console/parts/form/names.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useNames } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { TermsFinding } from '../../agreements/findings.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'

/** What stands against offering a draft: the field, and what is wrong there. */
export function FindingsList({
  findings,
  links,
}: {
  findings: readonly TermsFinding[]
  links?: boolean
}): ReactNode {
  const t = useWords()
  const name = useNames()
  const names = useFieldNames('agreement')
  if (findings.length === 0)
    return (
      <p>
        <StatusMark status="good">{t('network.agreements.no-findings')}</StatusMark>
      </p>
    )
  return (
    <div className={css['findings']}>
      <p>{t('network.agreements.findings')}</p>
      <ul>
        {findings.map(({ field, code, about }) => (
          <li key={`${field}/${code}`}>
            {links === true ? <a href={`#field-${field}`}>{names.label(field)}</a> : names.label(field)}:{' '}
            {name(`network.finding.${code}`, code)} {about}
          </li>
        ))}
      </ul>
    </div>
  )
}
