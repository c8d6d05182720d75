import { useStore } from '@basinet/console/state/store.ts'
import type { ReactNode } from 'react'
import { AlertsPanel } from '../alerts/alerts-panel.tsx'
import { AreaPanel } from '../area/area-panel.tsx'
import { ContactPanel } from '../contact/contact-panel.tsx'
import { useAlerts } from '../live/queries.ts'
import { HandoverPanel } from '../log/handover-panel.tsx'
import { LogPanel } from '../log/log-panel.tsx'
import css from '../picture.module.css'
import { panel, selected, type PanelId } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { VesselPanel } from './vessel-panel.tsx'

const PANELS: Record<PanelId, () => ReactNode> = {
  vessel: VesselPanel,
  alerts: AlertsPanel,
  log: LogPanel,
  handover: HandoverPanel,
  area: AreaPanel,
  contact: ContactPanel,
}

/** What stands beside the map: alerts, the vessel in hand, the watch log, the hand-over. */
export function SidePanel(): ReactNode {
  const t = useWords()
  const shown = useStore(panel)
  const id = useStore(selected)
  const { data } = useAlerts()
  const open = data?.open
  const Shown = PANELS[shown]
  const tabs: PanelId[] = ['alerts', ...(id === null ? [] : (['vessel'] as const)), 'log', 'handover']
  if (!tabs.includes(shown)) tabs.push(shown)
  return (
    <aside className={css['panel']} aria-label={t('picture.panel')}>
      <div className={css['tabs']} role="tablist" aria-label={t('picture.panel')}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`picture-tab-${tab}`}
            aria-selected={tab === shown}
            aria-controls="picture-panel"
            onClick={() => panel.set(tab)}
          >
            {t(`picture.panel.${tab}`)}
            {tab === 'alerts' && open !== undefined && <span className={css['badge']}>{open}</span>}
          </button>
        ))}
      </div>
      <div
        id="picture-panel"
        role="tabpanel"
        aria-labelledby={`picture-tab-${shown}`}
        className={css['panelBody']}
      >
        <Shown />
      </div>
    </aside>
  )
}
