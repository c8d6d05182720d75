import { Button, Popover } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { url } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import { InstantInput } from '../../parts/form/instant-input.tsx'
import { Icon } from '../../parts/icons.tsx'
import list from '../records/list.module.css'

const DAY_MS = 86_400_000
const midnight = (at: number): string => `${new Date(at).toISOString().slice(0, 10)}T00:00:00.000Z`

/** A file that proves a stretch of the log on another machine, without this node. */
export function PackButton(): ReactNode {
  const t = useT()
  const [from, setFrom] = useState(() => midnight(Date.now() - DAY_MS))
  const [to, setTo] = useState(() => midnight(Date.now() + DAY_MS))
  return (
    <Popover width={300} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="download" size={16} />}>
          {t('audit.pack')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={list['filterForm']}>
          <p className="muted small">{t('audit.pack-text')}</p>
          <InstantInput label={t('audit.from')} value={from} change={setFrom} />
          <InstantInput label={t('audit.to')} value={to} change={setTo} />
          {from !== '' && to !== '' && (
            <Button component="a" href={url('/audit/pack', { from, to })} download>
              {t('audit.pack-get')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
