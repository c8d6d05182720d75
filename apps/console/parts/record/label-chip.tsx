import type { Label } from '@basinet/kernel/contract'
import type { ReactNode } from 'react'
import { useNames, useT } from '../../i18n/use.ts'
import { cx } from '../cx.ts'
import css from './label-chip.module.css'

/** A record's class in words on its colour, small. */
export function LabelChip({ label }: { label: Label }): ReactNode {
  const name = useNames()
  const t = useT()
  const word = name(`label.class.${label.class}`, label.class)
  return (
    <span className={css['chip']} data-class={label.class} title={`${word} ${label.owner}`}>
      {word}
      {label.exercise && (
        <>
          <span className={cx(css['hatch'], 'hatched')} aria-hidden /> {t('label.exercise')}
        </>
      )}
    </span>
  )
}
