import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../api/session.ts'
import { i18nState } from '../i18n/i18n.ts'
import { useT } from '../i18n/use.ts'
import { Icon } from '../parts/icons.tsx'
import { useStore } from '../state/store.ts'
import { Clocks } from './clocks.tsx'
import { Flag } from './flag.tsx'
import { NeedsBell } from './needs-bell.tsx'
import { nationName } from './nation-name.ts'
import { Partners } from './partners.tsx'
import { PersonMenu } from './person-menu.tsx'
import { searchOpen } from './search-state.ts'
import css from './top-bar.module.css'

export function TopBar(): ReactNode {
  const t = useT()
  const me = useMe()
  const { language } = useStore(i18nState)
  const nation = nationName(me.node, language)
  return (
    <header className={css['bar']}>
      <Link to="/" className={css['node']} title={t('shell.home-of', { node: me.node.name })}>
        <Flag nation={me.node.nation} name={nation} />
        <span className={css['nodeName']}>
          <strong>{nation}</strong>
          <span>{me.node.name}</span>
        </span>
      </Link>
      <Partners />
      <span className={css['spring']} />
      <button
        type="button"
        className={css['search']}
        onClick={() => searchOpen.set(true)}
        aria-label={t('search.open')}
        aria-keyshortcuts="/ Control+K"
      >
        <Icon name="search" size={16} />
        <span>{t('search.hint')}</span>
        <kbd aria-hidden>/</kbd>
      </button>
      <Clocks />
      <NeedsBell />
      <PersonMenu me={me} />
    </header>
  )
}
