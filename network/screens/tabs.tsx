import { PathLink } from '@basinet/console/parts/path-link.tsx'
import type { ReactNode } from 'react'
import css from './tabs.module.css'
import { pathTo, TABS, type Tab } from './place.ts'
import { useWords } from './words.ts'

/** The parts of sharing, as links: each has its address. */
export function SharingTabs({ at }: { at: Tab }): ReactNode {
  const t = useWords()
  return (
    <nav className={css['tabs']} aria-label={t('network.tabs')}>
      {TABS.map((tab) => (
        <PathLink key={tab} to={pathTo(tab)} aria-current={tab === at ? 'page' : undefined}>
          {t(`network.tab.${tab}`)}
        </PathLink>
      ))}
    </nav>
  )
}
