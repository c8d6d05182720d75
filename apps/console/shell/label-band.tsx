import { tlpOf } from '@basinet/kernel/contract/tlp'
import type { ReactNode } from 'react'
import { useNames, useT } from '../i18n/use.ts'
import { screenLabel } from '../state/screen-label.ts'
import { useStore } from '../state/store.ts'
import { cx } from '../parts/cx.ts'
import css from './label-band.module.css'

/** The label of what is on screen, in words on its colour; the colour alone never says it. */
export function LabelBand(): ReactNode {
  const t = useT()
  const name = useNames()
  const shown = useStore(screenLabel)
  if (shown === null) {
    return (
      <div className={css['band']} data-class="none">
        {t('label.none')}
      </div>
    )
  }
  const { label, simulated } = shown
  const words = [
    name(`label.class.${label.class}`, label.class),
    tlpOf(label),
    label.owner,
    label.releaseTo.length === 0
      ? t('label.release-none')
      : t('label.release-to', { nations: label.releaseTo.join(' ') }),
    ...label.handling,
    ...(label.sealed ? [t('label.sealed')] : []),
    ...(label.juvenile ? [t('label.juvenile')] : []),
    ...(label.personal ? [t('label.personal')] : []),
  ]
  return (
    <div className={css['band']} data-class={label.class} role="note" aria-label={t('label.band')}>
      {words.map((word, index) => (
        <span key={word} className={index === 0 ? css['first'] : undefined}>
          {word}
        </span>
      ))}
      {(simulated || label.exercise) && (
        <span className={cx(css['simulated'], 'hatched')}>
          {label.exercise ? t('label.exercise') : t('label.simulated')}
        </span>
      )}
    </div>
  )
}
