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

/** Names capabilities give the two numbers of a place. */
const PAIRS = [
  { lat: 'lat', lon: 'lon' },
  { lat: 'latDeg', lon: 'lonDeg' },
] as const

/** Where an object names a place by two numbers, their names: they are written as one position. */
export function positionIn(schema: JsonSchema): (typeof PAIRS)[number] | undefined {
  const fields = unwrap(schema).properties ?? {}
  const isNumber = (field: JsonSchema | undefined): boolean =>
    field !== undefined && kindOf(field) === 'number'
  return PAIRS.find(({ lat, lon }) => isNumber(fields[lat]) && isNumber(fields[lon]))
}

/** An object that is a position and nothing more. */
export function isPosition(schema: JsonSchema): boolean {
  return positionIn(schema) !== undefined && Object.keys(unwrap(schema).properties ?? {}).length === 2
}

/** Writes latitude and longitude at its path out of one text, the way people give positions. */
export function PositionField(props: FieldProps): ReactNode {
  const t = useT()
  const { problemAt, value, change } = useForm()
  const { common } = useField(props)
  const [text, setText] = useState<string | null>(null)
  const pair = positionIn(props.schema) ?? PAIRS[0]
  const at = { lat: `${props.path}.${pair.lat}`, lon: `${props.path}.${pair.lon}` }
  const lat = getAt(value, at.lat)
  const lon = getAt(value, at.lon)
  const written = typeof lat === 'number' && typeof lon === 'number' ? position(lat, lon) : ''
  const read = text === null || text.trim() === '' ? null : parsePosition(text)
  const bad = read?.ok === false
  const inner = problemAt(at.lat) ?? problemAt(at.lon)
  return (
    <TextInput
      {...common}
      id={`field-${at.lat}`}
      description={common.description ?? t('form.position-help')}
      error={bad ? t('form.position') : (common.error ?? inner)}
      inputWrapperOrder={ORDER}
      value={text ?? written}
      onChange={(event) => {
        setText(event.target.value)
        const found = parsePosition(event.target.value)
        change(at.lat, found.ok ? found.value.lat : null)
        change(at.lon, found.ok ? found.value.lon : null)
      }}
      onBlur={() => {
        if (!bad) setText(null)
        common.onBlur()
      }}
      styles={{ input: { fontFamily: 'var(--b-mono)' } }}
    />
  )
}
