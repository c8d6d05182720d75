import { Button, Popover, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { url } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import list from '../records/list.module.css'

const DAY_MS = 86_400_000
const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A file that proves a stretch of the log on another machine, without this node. */
export function PackButton(): ReactNode {
  const t = useT()
  const [from, setFrom] = useState(() => day(Date.now() - DAY_MS))
  const [to, setTo] = useState(() => day(Date.now() + DAY_MS))
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
          <TextInput
            type="date"
            label={t('audit.from')}
            value={from}
            onChange={(e) => setFrom(e.target.value)}
          />
          <TextInput type="date" label={t('audit.to')} value={to} onChange={(e) => setTo(e.target.value)} />
          <Button
            component="a"
            href={url('/audit/pack', { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` })}
            download
          >
            {t('audit.pack-get')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
