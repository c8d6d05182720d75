import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { plainText } from '../plain-text.ts'
import type { FieldProps } from './context.ts'
import { kindOf, unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

export function TextField(props: FieldProps): ReactNode {
  const { value, set, common } = useField(props)
  return (
    <TextInput
      {...common}
      inputWrapperOrder={ORDER}
      {...(unwrap(props.schema).format === 'date' ? { placeholder: '2026-11-24', maxLength: 10 } : {})}
      value={plainText(value)}
      onChange={(event) => set(event.target.value)}
    />
  )
}

export function LongTextField(props: FieldProps): ReactNode {
  const { value, set, common } = useField(props)
  return (
    <Textarea
      {...common}
      inputWrapperOrder={ORDER}
      value={plainText(value)}
      onChange={(event) => set(event.target.value)}
      autosize
      minRows={3}
      maxRows={16}
    />
  )
}

export function NumberField(props: FieldProps): ReactNode {
  const { value, set, common } = useField(props)
  return (
    <NumberInput
      {...common}
      inputWrapperOrder={ORDER}
      value={typeof value === 'number' ? value : ''}
      onChange={(v) => set(v === '' ? null : Number(v))}
      allowDecimal={kindOf(props.schema) === 'number'}
      hideControls
      maw={200}
    />
  )
}

export function BooleanField(props: FieldProps): ReactNode {
  const t = useT()
  const { value, set, common } = useField(props)
  if (!props.required) {
    return (
      <Select
        {...common}
        inputWrapperOrder={ORDER}
        data={[
          { value: 'true', label: t('value.yes') },
          { value: 'false', label: t('value.no') },
        ]}
        value={typeof value === 'boolean' ? String(value) : null}
        onChange={(next) => set(next === null ? null : next === 'true')}
        clearable
        maw={200}
      />
    )
  }
  return (
    <Checkbox
      id={common.id}
      label={common.label}
      description={common.description}
      error={common.error}
      checked={value === true}
      onChange={(event) => set(event.target.checked)}
      onBlur={common.onBlur}
    />
  )
}
