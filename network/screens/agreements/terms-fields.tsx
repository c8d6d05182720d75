import { useForm, type FieldProps } from '@basinet/console/parts/form/context.ts'
import { useFieldNames } from '@basinet/console/parts/form/names.ts'
import { getAt } from '@basinet/console/parts/form/paths.ts'
import { ORDER, useField } from '@basinet/console/parts/form/use-field.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { MultiSelect, Select, TagsInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import { useGround } from './ground.ts'

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []

/** Members of the network, and whoever stands there already. */
export function NationsField(props: FieldProps): ReactNode {
  const { members } = useGround()
  const { value, set, common } = useField(props)
  const chosen = words(value)
  return (
    <MultiSelect
      {...common}
      inputWrapperOrder={ORDER}
      data={[...new Set([...members, ...chosen])].sort()}
      value={chosen}
      onChange={set}
      searchable
    />
  )
}

/** Purposes that roles here act for are offered; a partner may have others. */
export function PurposesField(props: FieldProps): ReactNode {
  const { purposes } = useGround()
  const { value, set, common } = useField(props)
  return (
    <TagsInput
      {...common}
      inputWrapperOrder={ORDER}
      data={[...purposes]}
      value={words(value)}
      onChange={set}
      acceptValueOnBlur
    />
  )
}

export function KindChoice(props: FieldProps): ReactNode {
  const t = useWords()
  const name = useNames()
  const { kinds } = useGround()
  const { value, set, common } = useField(props)
  return (
    <Select
      {...common}
      inputWrapperOrder={ORDER}
      placeholder={t('network.agreements.choose-kind')}
      data={kinds
        .map(({ type }) => ({ value: type, label: name(`record.${type}.plural`, type) }))
        .toSorted((a, b) => a.label.localeCompare(b.label))}
      value={typeof value === 'string' && value !== '' ? value : null}
      onChange={(type) => set(type ?? '')}
      searchable
    />
  )
}

/** Fields of the kind in the same row; what a recipient cannot do without is marked. */
export function FieldsChoice(props: FieldProps): ReactNode {
  const t = useWords()
  const { kinds } = useGround()
  const form = useForm()
  const { value, set, common } = useField(props)
  const type = getAt(form.value, props.path.replace(/fields$/, 'type'))
  const names = useFieldNames(typeof type === 'string' ? type : '')
  const offered = kinds.find((k) => k.type === type)?.fields ?? []
  const chosen = words(value)
  const label = (path: string): string =>
    path
      .split('.')
      .map((_, i, steps) => names.label(steps.slice(0, i + 1).join('.')))
      .join(' › ')
  return (
    <MultiSelect
      {...common}
      inputWrapperOrder={ORDER}
      data={[...new Set([...offered.map((f) => f.path), ...chosen])].map((path) => ({
        value: path,
        label:
          offered.find((f) => f.path === path)?.needed === true
            ? `${label(path)} (${t('network.agreements.needed')})`
            : label(path),
      }))}
      value={chosen}
      onChange={set}
      searchable
      clearable
    />
  )
}
