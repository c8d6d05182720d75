import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/use.ts'
import { cx } from '../parts/cx.ts'
import { Icon } from '../parts/icons.tsx'
import css from './top-bar.module.css'

/**
 * Link state to partner nodes. There is no network on this version, and the bar says so: an empty place would read
 * as "all partners fine".
 */
export function Partners(): ReactNode {
  const t = useT()
  return (
    <Popover width={320} position="bottom-start" withArrow>
      <Popover.Target>
        <button type="button" className={css['icon']} aria-label={t('partners.none-short')}>
          <Icon name="link" />
          <span className={cx(css['linkWord'], 'muted', 'small')}>{t('partners.none-short')}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p>{t('partners.none-text')}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
