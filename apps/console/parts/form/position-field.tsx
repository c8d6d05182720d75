import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { JsonSchema } from '../../api/json-schema.ts'
import { position } from '../../i18n/nautical.ts'
import { useT } from '../../i18n/use.ts'
import { useForm, type FieldProps } from './context.ts'
import { parsePosition } from './position-text.ts'
import { kindOf, unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

/** An object of two numbers, lat and lon, is written as one position. */
export function isPosition(schema: JsonSchema): boolean {
  const { properties } = unwrap(schema)
  const { lat, lon } = properties ?? {}
  return (
    lat !== undefined &&
    lon !== undefined &&
    Object.keys(properties ?? {}).length === 2 &&
    kindOf(lat) === 'number' &&
    kindOf(lon) === 'number'
  )
}

const written = (value: unknown): string => {
  const p = value as { lat?: unknown; lon?: unknown } | null | undefined
  return typeof p?.lat === 'number' && typeof p.lon === 'number' ? position(p.lat, p.lon) : ''
}

export function PositionField(props: FieldProps): ReactNode {
  const t = useT()
  const { problemAt } = useForm()
  const { value, set, common } = useField(props)
  const [text, setText] = useState<string | null>(null)
  const inner = problemAt(`${props.path}.lat`) ?? problemAt(`${props.path}.lon`)
  const bad = text !== null && text.trim() !== '' && parsePosition(text) === null
  return (
    <TextInput
      {...common}
      description={common.description ?? t('form.position-help')}
      error={bad ? t('form.position') : (common.error ?? inner)}
      inputWrapperOrder={ORDER}
      value={text ?? written(value)}
      onChange={(event) => {
        setText(event.target.value)
        const found = parsePosition(event.target.value)
        set(found ?? (props.required ? { lat: null, lon: null } : null))
      }}
      onBlur={() => {
        if (!bad) setText(null)
        common.onBlur()
      }}
      styles={{ input: { fontFamily: 'var(--b-mono)' } }}
    />
  )
}
