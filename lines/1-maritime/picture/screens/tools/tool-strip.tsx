import { Tooltip } from '@mantine/core'
import { Icon, type IconName } from '@basinet/console/parts/icons.tsx'
import { useShortcuts } from '@basinet/console/shell/shortcuts.ts'
import { useStore } from '@basinet/console/state/store.ts'
import type { ReactNode } from 'react'
import { panel, partner, selected, tool, type Tool } from '../state/picture-state.ts'
import { useWords, type PictureKey } from '../words.ts'
import css from '../picture.module.css'

const TOOLS: readonly { id: Exclude<Tool, 'none'>; icon: IconName; key: string; label: PictureKey }[] = [
  { id: 'measure', icon: 'ruler', key: 'm', label: 'picture.tool.measure' },
  { id: 'rings', icon: 'rings', key: 'r', label: 'picture.tool.rings' },
  { id: 'area', icon: 'area', key: 'd', label: 'picture.tool.area' },
  { id: 'contact', icon: 'hand', key: 'c', label: 'picture.tool.contact' },
]

function toggleTool(id: Exclude<Tool, 'none'>): void {
  tool.set((before) => (before === id ? 'none' : id))
  if (tool.get() === 'contact') panel.set('contact')
}

/** Tools of the map, each also a key; the one in hand is pressed. */
export function ToolStrip(): ReactNode {
  const t = useWords()
  const inHand = useStore(tool)
  useShortcuts([
    ...TOOLS.map(({ id, key, label }) => ({
      keys: key,
      label: label as 'nav.home',
      group: 'picture' as const,
      run: () => toggleTool(id),
    })),
    {
      keys: 'Escape',
      label: 'picture.tool.none' as 'nav.home',
      group: 'picture',
      run: () => {
        if (tool.get() !== 'none') tool.set('none')
        else if (partner.get().choosing) partner.set({ id: null, choosing: false })
        else selected.set(null)
      },
    },
    { keys: 'l', label: 'picture.key.log' as 'nav.home', group: 'picture', run: () => panel.set('log') },
    {
      keys: 'a',
      label: 'picture.key.alerts' as 'nav.home',
      group: 'picture',
      run: () => panel.set('alerts'),
    },
  ])
  return (
    <div className={css['tools']} role="toolbar" aria-label={t('picture.tools')} aria-orientation="vertical">
      {TOOLS.map(({ id, icon, label }) => (
        <Tooltip key={id} label={t(label)} position="right">
          <button
            type="button"
            className={css['tool']}
            aria-pressed={inHand === id}
            aria-label={t(label)}
            onClick={() => toggleTool(id)}
          >
            <Icon name={icon} />
          </button>
        </Tooltip>
      ))}
    </div>
  )
}
