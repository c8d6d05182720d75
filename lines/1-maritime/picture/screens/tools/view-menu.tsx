import { useNames } from '@basinet/console/i18n/use.ts'
import { Icon } from '@basinet/console/parts/icons.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import { Button, Checkbox, Popover, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { categoryColour } from '../map/look.ts'
import { useMapColours } from '../map/theme-colours.ts'
import css from '../picture.module.css'
import { shownLayers, vectorMinutes } from '../state/picture-state.ts'
import { CATEGORIES } from '../state/ship-category.ts'
import { useWords } from '../words.ts'

const MINUTES = [0, 3, 6, 15, 30] as const
const LAYERS = ['labels', 'areas', 'graticule', 'video'] as const

/** What is drawn beside the vessels, how far ahead their vectors reach, and what colours and shapes mean. */
export function ViewMenu(): ReactNode {
  const t = useWords()
  const name = useNames()
  const { theme } = useMapColours()
  const layers = useStore(shownLayers)
  const minutes = useStore(vectorMinutes)
  return (
    // Without a transition: the mark of the chosen vector is measured while the menu is still growing.
    <Popover width={320} position="bottom-start" transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<Icon name="layers" size={16} />}>
          {t('picture.view')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={css['filterForm']}>
          <fieldset>
            <legend>{t('picture.view.layers')}</legend>
            {LAYERS.map((layer) => (
              <Checkbox
                key={layer}
                size="sm"
                label={t(`picture.view.${layer}`)}
                checked={layers[layer]}
                onChange={() => shownLayers.set((before) => ({ ...before, [layer]: !before[layer] }))}
              />
            ))}
          </fieldset>
          <div>
            <p>{t('picture.view.vector')}</p>
            <SegmentedControl
              size="xs"
              fullWidth
              value={String(minutes)}
              onChange={(next) => vectorMinutes.set(Number(next))}
              data={MINUTES.map((m) => ({
                value: String(m),
                label: m === 0 ? t('picture.view.vector-off') : t('picture.unit.min', { n: m }),
              }))}
            />
          </div>
          <div>
            <p>{t('picture.view.legend')}</p>
            <ul className={css['legend']}>
              {CATEGORIES.map((category) => (
                <li key={category} className={css['swatchLine']}>
                  <span className={css['swatch']} style={{ background: categoryColour(category, theme) }} />
                  {name(`picture.category.${category}`, category)}
                </li>
              ))}
            </ul>
            <p className="muted small">{t('picture.view.shapes')}</p>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
