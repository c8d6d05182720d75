import { MultiSelect, Select, TagsInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { plainText } from '../plain-text.ts'
import { useForm, type FieldProps } from './context.ts'
import { choicesOf, itemsOf, unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

/** From so many choices on, typing narrows them. */
const SEARCH_FROM = 8

export function ChoiceField(props: FieldProps): ReactNode {
  const { value, set, common } = useField(props)
  const { names } = useForm()
  const choices = choicesOf(props.schema) ?? []
  return (
    <Select
      {...common}
      inputWrapperOrder={ORDER}
      data={choices.map((v) => ({ value: v, label: names.value(props.path, v) }))}
      value={value === null || value === undefined ? null : plainText(value)}
      onChange={set}
      clearable={!props.required}
      allowDeselect={!props.required}
      searchable={choices.length > SEARCH_FROM}
    />
  )
}

/** Several words: out of a list where the declaration has one, freely written otherwise. */
export function WordsField(props: FieldProps): ReactNode {
  const { value, set, common } = useField(props)
  const { names } = useForm()
  const choices = choicesOf(itemsOf(unwrap(props.schema)))
  const words = Array.isArray(value) ? value.map(plainText) : []
  if (choices === null) {
    return <TagsInput {...common} inputWrapperOrder={ORDER} value={words} onChange={set} acceptValueOnBlur />
  }
  return (
    <MultiSelect
      {...common}
      inputWrapperOrder={ORDER}
      data={choices.map((v) => ({ value: v, label: names.value(props.path, v) }))}
      value={words}
      onChange={set}
    />
  )
}
