import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useRouterState } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useCatalogue } from '../api/session.ts'
import { useNames, useT } from '../i18n/use.ts'
import { humanised } from '../parts/form/names.ts'
import { Icon, type IconName } from '../parts/icons.tsx'
import { appearance, setAppearance } from '../theme/appearance.ts'
import { useStore } from '../state/store.ts'
import { NODE_PAGES, RAIL } from './lines.ts'
import css from './rail.module.css'

function Place({
  to,
  icon,
  word,
  open,
  exact = false,
  quiet = false,
}: {
  to: string
  icon: IconName
  word: string
  open: boolean
  exact?: boolean
  quiet?: boolean
}): ReactNode {
  return (
    <Tooltip label={word} position="right" disabled={open}>
      <Link
        to={to as '/'}
        className={css['place'] ?? ''}
        activeOptions={{ exact }}
        activeProps={{ 'data-here': true, 'aria-current': 'page' }}
        data-quiet={quiet || undefined}
        aria-label={word}
      >
        <Icon name={icon} />
        {open && <span>{word}</span>}
      </Link>
    </Tooltip>
  )
}

const covered = new Set(NODE_PAGES.flatMap((page) => page.covers ?? []))

function Inner({ line, capabilities }: { line: string; capabilities: readonly string[] }): ReactNode {
  const name = useNames()
  const here = { 'data-here': true, 'aria-current': 'page' } as const
  return (
    <ul className={css['inner']}>
      {capabilities
        .filter((c) => !covered.has(c))
        .map((capability) => (
          <li key={capability}>
            <Link
              to="/$line/$capability"
              params={{ line, capability }}
              className={css['sub'] ?? ''}
              activeProps={here}
            >
              {name(`capability.${capability}.name`, humanised(capability))}
            </Link>
          </li>
        ))}
      {line === 'node' &&
        NODE_PAGES.map((page) => (
          <li key={page.id}>
            <Link to={page.path as '/'} className={css['sub'] ?? ''} activeProps={here}>
              {name(`nav.${page.id}`, page.id)}
            </Link>
          </li>
        ))}
    </ul>
  )
}

/** On a narrow window, 400 % zoom included, the open rail lies over the page until the page changes. */
const NARROW = '(max-width: 620px)'

function useRail(path: string): { open: boolean; over: boolean; toggle: () => void } {
  const { railOpen } = useStore(appearance)
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false })
  const [openedAt, setOpenedAt] = useState<string | null>(null)
  const over = openedAt === path
  return narrow
    ? { open: over, over, toggle: () => setOpenedAt(over ? null : path) }
    : { open: railOpen, over: false, toggle: () => setAppearance({ railOpen: !railOpen }) }
}

/** The mission’s lines in their order. A line with nothing on this node stays in its place, quietly. */
export function Rail(): ReactNode {
  const t = useT()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const { open, over, toggle } = useRail(path)
  const here = path.split('/')[1] ?? ''
  return (
    <nav
      className={css['rail']}
      data-open={open || undefined}
      data-over={over || undefined}
      aria-label={t('shell.navigation')}
    >
      <ul className={css['places']}>
        <li>
          <Place to="/" icon="home" word={t('nav.home')} open={open} exact />
        </li>
        {RAIL.map(({ id, icon }) => {
          const found = catalogue?.lines.find((l) => l.id === id)?.capabilities.map((c) => c.id) ?? []
          return (
            <li key={id}>
              <Place
                to={`/${id}`}
                icon={icon}
                word={name(`line.${id}.name`, id)}
                open={open}
                quiet={found.length === 0 && id !== 'node'}
              />
              {open && here === id && <Inner line={id} capabilities={found} />}
            </li>
          )
        })}
      </ul>
      <button
        type="button"
        className={css['fold']}
        onClick={toggle}
        aria-expanded={open}
        aria-label={open ? t('shell.rail-close') : t('shell.rail-open')}
      >
        <Icon name={open ? 'chevronLeft' : 'chevronRight'} />
        {open && <span>{t('shell.rail-close')}</span>}
      </button>
    </nav>
  )
}
