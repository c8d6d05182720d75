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
import { BORROWED, NODE_PAGES, RAIL } from './lines.ts'
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

interface Sub {
  readonly to: string
  readonly word: string
}

function useSubs(line: string, capabilities: readonly string[]): Sub[] {
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const own = capabilities
    .filter((c) => !covered.has(c))
    .flatMap((capability): Sub[] => [
      { to: `/${line}/${capability}`, word: name(`capability.${capability}.name`, humanised(capability)) },
      ...BORROWED.filter(
        (b) => b.line === line && b.capability === capability && catalogue?.records[b.type] !== undefined,
      ).map(({ type }) => ({
        to: `/${line}/${capability}/${type}`,
        word: name(`record.${type}.plural`, humanised(type)),
      })),
    ])
  const pages = line === 'node' ? NODE_PAGES : []
  return [...own, ...pages.map(({ id, path }) => ({ to: path, word: name(`nav.${id}`, id) }))]
}

function Inner({
  line,
  capabilities,
  path,
}: {
  line: string
  capabilities: readonly string[]
  path: string
}): ReactNode {
  const subs = useSubs(line, capabilities)
  // Of two that fit the address the longer one is meant: exhibits lie below the seizures they came from.
  const here = subs
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0]?.to
  return (
    <ul className={css['inner']}>
      {subs.map(({ to, word }) => (
        <li key={to}>
          <Link
            to={to as '/'}
            className={css['sub'] ?? ''}
            activeProps={{}}
            {...(to === here ? { 'data-here': true, 'aria-current': 'page' } : {})}
          >
            {word}
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
              {open && here === id && <Inner line={id} capabilities={found} path={path} />}
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
