import { Button, Select, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { Column, RecordType } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { InstantInput } from '../../parts/form/instant-input.tsx'
import { choicesOf, schemaAt } from '../../parts/form/schema.ts'
import type { Chip, Operator } from './list-query.ts'
import css from './list.module.css'

interface Wanted {
  readonly field: string
  readonly kind: Column['kind']
  readonly path: string
  /** What may be chosen; null = written freely. */
  readonly choices: readonly string[] | null
}

function wantedOf(type: RecordType, field: string): Wanted {
  const declared = type.searched[field]
  if (declared === undefined) return { field: 'updatedAt', kind: 'time', path: 'updatedAt', choices: null }
  const choices =
    declared.kind === 'boolean' ? ['true', 'false'] : choicesOf(schemaAt(type.schema, declared.path))
  return { field, kind: declared.kind, path: declared.path, choices }
}

/** Comparisons that make sense for a kind; the first is taken unless another is chosen. */
function operatorsOf(kind: Column['kind']): readonly Operator[] {
  if (kind === 'time') return ['gte', 'lte']
  return kind === 'number' || kind === 'integer' ? ['eq', 'gte', 'lte'] : ['eq']
}

/** Makes one filter: field, comparison, value. */
export function FilterForm({ type, add }: { type: RecordType; add: (chip: Chip) => void }): ReactNode {
  const t = useT()
  const name = useNames()
  const names = useFieldNames(type.type)
  const [field, setField] = useState(Object.keys(type.searched)[0] ?? 'updatedAt')
  const [operator, setOperator] = useState<Operator>('eq')
  const [value, setValue] = useState('')
  const wanted = wantedOf(type, field)
  const operators = operatorsOf(wanted.kind)
  const used = operators.find((o) => o === operator) ?? operators[0] ?? 'eq'
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (value.trim() === '') return
    add({ name: wanted.field, operator: used, value: value.trim() })
  }
  return (
    <form className={css['filterForm']} onSubmit={submit}>
      <Select
        label={t('list.field')}
        data={[
          ...Object.entries(type.searched).map(([key, f]) => ({ value: key, label: names.label(f.path) })),
          { value: 'updatedAt', label: t('record.updated') },
        ]}
        value={field}
        onChange={(next) => {
          setField(next ?? field)
          setValue('')
        }}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
      {operators.length > 1 && (
        <Select
          label={t('list.operator')}
          data={operators.map((o) => ({
            value: o,
            label: name(`list.${wanted.kind === 'time' ? 'time' : 'number'}.${o}`, o),
          }))}
          value={used}
          onChange={(next) => setOperator(operators.find((o) => o === next) ?? 'eq')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      <ValueInput wanted={wanted} value={value} change={setValue} word={(v) => names.value(wanted.path, v)} />
      <Button type="submit">{t('list.apply')}</Button>
    </form>
  )
}

function ValueInput({
  wanted,
  value,
  change,
  word,
}: {
  wanted: Wanted
  value: string
  change: (value: string) => void
  word: (value: string) => string
}): ReactNode {
  const t = useT()
  if (wanted.choices !== null) {
    return (
      <Select
        label={t('list.value')}
        data={wanted.choices.map((v) => ({ value: v, label: word(v) }))}
        value={value === '' ? null : value}
        onChange={(next) => change(next ?? '')}
        comboboxProps={{ withinPortal: false }}
      />
    )
  }
  if (wanted.kind === 'time')
    return <InstantInput label={t('list.value-time')} value={value} change={change} />
  const type = wanted.kind === 'text' ? 'text' : 'number'
  return (
    <TextInput
      label={t('list.value')}
      type={type}
      step="any"
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  )
}
