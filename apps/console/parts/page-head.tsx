import type { ReactNode } from 'react'
import css from './page-head.module.css'

/** Title and state on the left, actions at the top right: the same place on every page. */
export function PageHead({
  title,
  mark,
  note,
  actions,
}: {
  title: ReactNode
  mark?: ReactNode
  note?: ReactNode
  actions?: ReactNode
}): ReactNode {
  return (
    <header className={css['head']}>
      <div className={css['words']}>
        <div className={css['title']}>
          <h1>{title}</h1>
          {mark}
        </div>
        {note !== undefined && <div className={css['note']}>{note}</div>}
      </div>
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </header>
  )
}
