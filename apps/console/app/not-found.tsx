import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../i18n/use.ts'
import { EmptyState } from '../parts/state/states.tsx'

/** The address names nothing here. Says the same for what does not exist and for what may not be seen. */
export function NotFound(): ReactNode {
  const t = useT()
  return (
    <EmptyState
      title={t('not-found.title')}
      text={t('not-found.text')}
      actions={<Link to="/">{t('nav.home')}</Link>}
    />
  )
}
