import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import css from './status-mark.module.css'

export type Status = 'info' | 'good' | 'warning' | 'critical' | 'neutral'

const ICONS: Record<Status, IconName> = {
  info: 'info',
  good: 'good',
  warning: 'warning',
  critical: 'critical',
  neutral: 'clock',
}

/** A status as shape and word; colour only repeats what the other two say. */
export function StatusMark({ status, children }: { status: Status; children: ReactNode }): ReactNode {
  return (
    <span className={css['mark']} data-status={status}>
      <Icon name={ICONS[status]} size={16} />
      <span>{children}</span>
    </span>
  )
}
