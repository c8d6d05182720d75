import type { ReactNode } from 'react'
import { connection } from '../api/connection.ts'
import { useT } from '../i18n/use.ts'
import { Icon } from '../parts/icons.tsx'
import { Age } from '../parts/time.tsx'
import { useStore } from '../state/store.ts'
import css from './shell.module.css'

/** Said as soon as the node stops answering, and gone by itself when it answers again. */
export function ConnectionBar(): ReactNode {
  const t = useT()
  const { state, heardAt } = useStore(connection)
  if (state !== 'lost') return null
  return (
    <div className={css['lost']} role="alert">
      <Icon name="broken" size={18} />
      <span>{t('connection.lost')}</span>
      <span>
        {t('connection.heard')} <Age at={heardAt} every={1000} />
      </span>
      <span>{t('connection.retrying')}</span>
    </div>
  )
}
