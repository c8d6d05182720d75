import { useRouter } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { useMe } from '../api/session.ts'
import { useT } from '../i18n/use.ts'
import { cx } from '../parts/cx.ts'
import { AlarmBar } from './alarm-bar.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { Dialogs } from './dialogs.tsx'
import { LabelBand } from './label-band.tsx'
import { NODE_PAGES, RAIL } from './lines.ts'
import { Rail } from './rail.tsx'
import { keyboardMapOpen, searchOpen } from './search-state.ts'
import css from './shell.module.css'
import { followKeyboard, useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

function useShellKeys(): void {
  const router = useRouter()
  const go = (path: string) => (): void => router.history.push(path)
  useShortcuts([
    { keys: '?', label: 'keyboard.map', group: 'everywhere', run: () => keyboardMapOpen.set(true) },
    { keys: '/', label: 'search.open', group: 'everywhere', run: () => searchOpen.set(true) },
    { keys: 'g h', label: 'nav.home', group: 'go', run: go('/') },
    ...RAIL.map(({ id, go: keys }) => ({
      keys,
      label: `line.${id}.name` as const as 'nav.home',
      group: 'go' as const,
      run: go(`/${id}`),
    })),
    ...NODE_PAGES.map(({ id, path, go: keys }) => ({
      keys,
      label: `nav.${id}` as 'nav.home',
      group: 'go' as const,
      run: go(path),
    })),
  ])
  useEffect(followKeyboard, [])
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      searchOpen.set(true)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** What surrounds every page behind sign-in. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const t = useT()
  const me = useMe()
  useShellKeys()
  return (
    <div className={css['shell']}>
      <a className={css['skip']} href="#main">
        {t('shell.skip')}
      </a>
      <div className={css['above']}>
        {me.node.mode === 'demo' && (
          <p className={cx(css['demo'], 'hatched')}>
            <span>{t('shell.demo')}</span>
          </p>
        )}
        <ConnectionBar />
        <AlarmBar />
      </div>
      <div className={css['side']}>
        <Rail />
      </div>
      <div className={css['body']}>
        <TopBar />
        <LabelBand />
        <main id="main" tabIndex={-1} className={css['main']}>
          {children}
        </main>
      </div>
      <Dialogs />
    </div>
  )
}
