import { Popover } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useNeeds } from '../api/needs.ts'
import { useT } from '../i18n/use.ts'
import { Icon } from '../parts/icons.tsx'
import { useNeedTitle } from '../parts/need-title.ts'
import { PathLink } from '../parts/path-link.tsx'
import { StatusMark } from '../parts/status-mark.tsx'
import { Age } from '../parts/time.tsx'
import css from './needs-bell.module.css'
import bar from './top-bar.module.css'

/** Rows shown under the bell; the home page has them all. */
const ROWS = 8

export function NeedsBell(): ReactNode {
  const t = useT()
  const titleOf = useNeedTitle()
  const [open, setOpen] = useState(false)
  const { data } = useNeeds()
  const items = data?.items ?? []
  const worst = (['critical', 'warning', 'info'] as const).find((s) => items.some((n) => n.severity === s))
  return (
    <Popover opened={open} onChange={setOpen} width={380} position="bottom-end">
      <Popover.Target>
        <button
          type="button"
          className={bar['icon']}
          data-status={worst}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          aria-label={t('needs.bell', { count: items.length })}
        >
          <Icon name="bell" />
          {data !== undefined && (
            <span className={bar['count']} aria-hidden>
              {items.length}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ul className={css['list']}>
          {items.length === 0 && <li className={css['none']}>{t('needs.none')}</li>}
          {items.slice(0, ROWS).map((need, index) => (
            <li key={`${need.link} ${index}`}>
              <PathLink to={need.link} className={css['item']} onClickCapture={() => setOpen(false)}>
                <StatusMark status={need.severity}>{t(`severity.${need.severity}`)}</StatusMark>
                <span>{titleOf(need)}</span>
                <span className="muted small">
                  <Age at={need.at} />
                </span>
              </PathLink>
            </li>
          ))}
        </ul>
        <Link to="/" className={css['all']} onClick={() => setOpen(false)}>
          {t('needs.all', { count: items.length })}
        </Link>
      </Popover.Dropdown>
    </Popover>
  )
}
