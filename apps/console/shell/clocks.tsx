import type { ReactNode } from 'react'
import { useFormat, useT } from '../i18n/use.ts'
import { dtg } from '../i18n/nautical.ts'
import { useNow } from '../state/now.ts'
import css from './top-bar.module.css'

/** UTC for the watch, local for everything else. */
export function Clocks(): ReactNode {
  const now = useNow(1000)
  const format = useFormat()
  const t = useT()
  return (
    <div className={css['clocks']} role="group" aria-label={t('clock.label')} title={dtg(now)}>
      <span>
        <span className={css['clockName']}>UTC</span> {format.time(now, { seconds: true, zone: 'UTC' })}
      </span>
      <span className={css['local']}>
        <span className={css['clockName']}>{t('clock.local')}</span> {format.time(now)}
      </span>
    </div>
  )
}
