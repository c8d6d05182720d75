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

/** A word or two stay on one line, as in a table's cell; a sentence does not widen its page. */
const WORDS_MAX = 28

/** A status as shape and word; colour only repeats what the other two say. */
export function StatusMark({ status, children }: { status: Status; children: ReactNode }): ReactNode {
  return (
    <span
      className={css['mark']}
      data-status={status}
      data-sentence={typeof children === 'string' && children.length > WORDS_MAX}
    >
      <Icon name={ICONS[status]} size={16} />
      <span>{children}</span>
    </span>
  )
}
