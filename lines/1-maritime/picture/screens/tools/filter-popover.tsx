import { Icon } from '@basinet/console/parts/icons.tsx'
import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { Button, Checkbox, NumberInput, Popover, TagsInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { categoryColour } from '../map/look.ts'
import { useMapColours } from '../map/theme-colours.ts'
import css from '../picture.module.css'
import { conditions, NO_FILTER, type VesselFilter } from '../state/filter.ts'
import { counts, filter } from '../state/picture-state.ts'
import { CATEGORIES, type Category } from '../state/ship-category.ts'
import { useWords } from '../words.ts'

const change = (part: Partial<VesselFilter>): void => filter.set((before) => ({ ...before, ...part }))

/** What of the traffic is drawn. Says how much it hides; distress is never among it. */
export function FilterPopover(): ReactNode {
  const t = useWords()
  const format = useFormat()
  const wanted = useStore(filter)
  const { shown, hidden } = useStore(counts)
  const inForce = conditions(wanted)
  return (
    <div className={css['filter']}>
      <Popover width={320} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant={inForce > 0 ? 'filled' : 'default'}
            leftSection={<Icon name="filter" size={16} />}
          >
            {inForce > 0 ? t('picture.filter.on', { count: inForce }) : t('picture.filter')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterForm wanted={wanted} />
        </Popover.Dropdown>
      </Popover>
      <span role="status" className={css['counts']}>
        {t('picture.count.shown', { count: shown, shown: format.number(shown) })}
        {hidden > 0 && (
          <strong> · {t('picture.count.hidden', { count: hidden, hidden: format.number(hidden) })}</strong>
        )}
      </span>
    </div>
  )
}

const SWITCHES = [
  ['movingOnly', 'picture.filter.moving'],
  ['alertedOnly', 'picture.filter.alerted'],
  ['noAircraft', 'picture.filter.no-aircraft'],
] as const

function FilterForm({ wanted }: { wanted: VesselFilter }): ReactNode {
  const t = useWords()
  const name = useNames()
  const { theme } = useMapColours()
  const toggle = (category: Category): void =>
    change({
      categories: wanted.categories.includes(category)
        ? wanted.categories.filter((c) => c !== category)
        : [...wanted.categories, category],
    })
  return (
    <div className={css['filterForm']}>
      <fieldset>
        <legend>{t('picture.filter.category')}</legend>
        {CATEGORIES.map((category) => (
          <Checkbox
            key={category}
            size="sm"
            checked={wanted.categories.includes(category)}
            onChange={() => toggle(category)}
            label={
              <span className={css['swatchLine']}>
                <span className={css['swatch']} style={{ background: categoryColour(category, theme) }} />
                {name(`picture.category.${category}`, category)}
              </span>
            }
          />
        ))}
      </fieldset>
      {SWITCHES.map(([part, word]) => (
        <Checkbox
          key={part}
          size="sm"
          label={t(word)}
          checked={wanted[part]}
          onChange={(event) => change({ [part]: event.target.checked })}
        />
      ))}
      <NumberInput
        label={t('picture.filter.speed')}
        value={wanted.minSpeedKn ?? ''}
        min={0}
        max={100}
        onChange={(value) => change({ minSpeedKn: value === '' ? null : Number(value) })}
      />
      <NumberInput
        label={t('picture.filter.age')}
        value={wanted.maxAgeMinutes ?? ''}
        min={1}
        onChange={(value) => change({ maxAgeMinutes: value === '' ? null : Number(value) })}
      />
      <TagsInput
        label={t('picture.filter.flag')}
        description={t('picture.filter.flag-help')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={[...wanted.flags]}
        onChange={(flags) => change({ flags: flags.map((flag) => flag.toUpperCase()) })}
      />
      <p className="muted small">{t('picture.filter.distress')}</p>
      <Button variant="default" onClick={() => filter.set(NO_FILTER)}>
        {t('picture.filter.clear')}
      </Button>
    </div>
  )
}
