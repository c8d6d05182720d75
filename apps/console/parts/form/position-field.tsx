import { parsePosition } from '@basinet/geodesy'
import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { JsonSchema } from '../../api/json-schema.ts'
import { position } from '../../i18n/nautical.ts'
import { useT } from '../../i18n/use.ts'
import { useForm, type FieldProps } from './context.ts'
import { getAt } from './paths.ts'
import { kindOf, unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

/** True where an object names a place by the two numbers lat and lon: they are written as one position. */
export function hasPosition(schema: JsonSchema): boolean {
  const { lat, lon } = unwrap(schema).properties ?? {}
  return lat !== undefined && lon !== undefined && kindOf(lat) === 'number' && kindOf(lon) === 'number'
}

/** An object that is a position and nothing more. */
export function isPosition(schema: JsonSchema): boolean {
  return hasPosition(schema) && Object.keys(unwrap(schema).properties ?? {}).length === 2
}

/** Writes `lat` and `lon` at its path out of one text, the way people give positions. */
export function PositionField(props: FieldProps): ReactNode {
  const t = useT()
  const { problemAt, value, change } = useForm()
  const { common } = useField(props)
  const [text, setText] = useState<string | null>(null)
  const lat = getAt(value, `${props.path}.lat`)
  const lon = getAt(value, `${props.path}.lon`)
  const written = typeof lat === 'number' && typeof lon === 'number' ? position(lat, lon) : ''
  const read = text === null || text.trim() === '' ? null : parsePosition(text)
  const bad = read?.ok === false
  const inner = problemAt(`${props.path}.lat`) ?? problemAt(`${props.path}.lon`)
  return (
    <TextInput
      {...common}
      id={`field-${props.path}.lat`}
      description={common.description ?? t('form.position-help')}
      error={bad ? t('form.position') : (common.error ?? inner)}
      inputWrapperOrder={ORDER}
      value={text ?? written}
      onChange={(event) => {
        setText(event.target.value)
        const found = parsePosition(event.target.value)
        change(`${props.path}.lat`, found.ok ? found.value.lat : null)
        change(`${props.path}.lon`, found.ok ? found.value.lon : null)
      }}
      onBlur={() => {
        if (!bad) setText(null)
        common.onBlur()
      }}
      styles={{ input: { fontFamily: 'var(--b-mono)' } }}
    />
  )
}
