import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HandoversTab } from './handovers-tab.tsx'
import { MessagesTab } from './messages-tab.tsx'
import css from './partner-watch.module.css'
import { TracksTab } from './tracks-tab.tsx'
import { BASE, useWords } from './words.ts'

const TABS = ['tracks', 'handovers', 'messages'] as const
const SHOWN = { tracks: TracksTab, handovers: HandoversTab, messages: MessagesTab }
/** What one begins with on each tab. */
const BEGIN = {
  tracks: ['track-share.give', `${BASE}/track-share/new/give`],
  handovers: ['contact-handover.offer', `${BASE}/contact-handover/new/offer`],
  messages: ['watch-message.send', `${BASE}/watch-message/new/send`],
} as const

/** What one nation's watch does with another's: tracks, contacts, words. */
export function PartnerWatchPage(): ReactNode {
  const t = useWords()
  const name = useNames()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const tab = TABS.find((each) => each === search['tab']) ?? 'tracks'
  const [command, form] = BEGIN[tab]
  const Shown = SHOWN[tab]
  return (
    <>
      <PageHead
        title={name('capability.partner-watch.name', 'Partner watches')}
        note={t('capability.partner-watch.note')}
        actions={
          catalogue?.commands[command]?.allowed === true && (
            <Button onClick={() => go(form)}>{t(`command.${command}.name`)}</Button>
          )
        }
      />
      <nav className={css['tabs']} aria-label={t('partner-watch.tabs')}>
        {TABS.map((each) => (
          <PathLink key={each} to={`${BASE}?tab=${each}`} aria-current={each === tab ? 'page' : undefined}>
            {t(`partner-watch.tab.${each}`)}
          </PathLink>
        ))}
      </nav>
      <div className={css['parts']}>
        <Shown />
      </div>
    </>
  )
}
