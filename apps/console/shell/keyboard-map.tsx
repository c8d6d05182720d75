import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/use.ts'
import { useStore } from '../state/store.ts'
import css from './keyboard-map.module.css'
import { keyboardMapOpen } from './search-state.ts'
import { shortcuts, type Shortcut } from './shortcuts.ts'

const GROUPS = ['everywhere', 'go', 'list', 'picture'] as const

/** What the keys do on this page, read from the keys the page really listens to. */
export function KeyboardMapDialog(): ReactNode {
  const t = useT()
  const open = useStore(keyboardMapOpen)
  const all = useStore(shortcuts)
  const unique = [...new Map(all.map((s) => [s.keys, s])).values()]
  return (
    <Modal
      opened={open}
      onClose={() => keyboardMapOpen.set(false)}
      title={t('keyboard.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={css['groups']}>
        {GROUPS.map((group) => {
          const keys = unique.filter((s) => s.group === group)
          return keys.length === 0 ? null : <Group key={group} title={t(`keyboard.${group}`)} keys={keys} />
        })}
      </div>
    </Modal>
  )
}

function Group({ title, keys }: { title: string; keys: readonly Shortcut[] }): ReactNode {
  const t = useT()
  return (
    <section>
      <h3>{title}</h3>
      <dl className={css['keys']}>
        {keys.map((s) => (
          <div key={s.keys}>
            <dt>
              {s.keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(s.label)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
