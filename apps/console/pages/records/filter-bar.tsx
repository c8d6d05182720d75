import { Button, Popover } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { RecordType } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { choicesOf, schemaAt } from '../../parts/form/schema.ts'
import { Icon } from '../../parts/icons.tsx'
import { FilterForm } from './filter-form.tsx'
import { chipsOf, withChip, withoutChip, type Chip } from './list-query.ts'
import css from './list.module.css'

interface Props {
  readonly type: RecordType
  readonly search: FlatSearch
  readonly change: (next: FlatSearch) => void
}

/** The list's filters as chips, each to be taken off; they are the address, so that a list can be sent to somebody. */
export function FilterBar({ type, search, change }: Props): ReactNode {
  const t = useT()
  const chips = chipsOf(search, type)
  const chipText = useChipText(type)
  return (
    <div className={css['filters']}>
      <ul className={css['chips']} aria-label={t('list.filters')}>
        {chips.map((chip) => (
          <li key={`${chip.name}.${chip.operator}`}>
            <button
              type="button"
              className={css['chip']}
              onClick={() => change(withoutChip(search, chip))}
              aria-label={t('list.remove-filter', { filter: chipText(chip) })}
            >
              {chipText(chip)}
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <AddFilter type={type} add={(chip) => change(withChip(search, chip))} />
    </div>
  )
}

function useChipText(type: RecordType): (chip: Chip) => string {
  const names = useFieldNames(type.type)
  const format = useFormat()
  const t = useT()
  return (chip) => {
    const field = type.searched[chip.name]
    const time = chip.name === 'updatedAt' || field?.kind === 'time'
    const label = chip.name === 'updatedAt' ? t('record.updated') : names.label(field?.path ?? chip.name)
    const value = time
      ? `${format.dateTime(chip.value, { zone: 'UTC' })}Z`
      : choicesOf(field === undefined ? undefined : schemaAt(type.schema, field.path)) === null
        ? chip.value
        : chip.value
            .split(',')
            .map((v) => names.value(field?.path ?? chip.name, v))
            .join(', ')
    const sign = { eq: ':', in: ':', gte: ' ≥', lte: ' ≤' }[chip.operator]
    return `${label}${sign} ${value}`
  }
}

function AddFilter({ type, add }: { type: RecordType; add: (chip: Chip) => void }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} width={300} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="filter" size={16} />}
          onClick={() => setOpen(!open)}
          aria-expanded={open}
        >
          {t('list.add-filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterForm
          type={type}
          add={(chip) => {
            add(chip)
            setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
