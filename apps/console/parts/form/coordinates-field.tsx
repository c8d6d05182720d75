import { parsePosition } from '@basinet/geodesy'
import { Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { position } from '../../i18n/nautical.ts'
import { useT } from '../../i18n/use.ts'
import type { FieldProps } from './context.ts'
import { readRing, writeRing, type LonLat } from './ring-text.ts'
import { ORDER, useField } from './use-field.ts'

const MONO = { input: { fontFamily: 'var(--b-mono)' } }

const isLonLat = (value: unknown): value is LonLat =>
  Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === 'number')

/** A `[lon, lat]` pair, written the way people give positions. */
export function CoordinatesField(props: FieldProps): ReactNode {
  const t = useT()
  const { value, set, common } = useField(props)
  const [text, setText] = useState<string | null>(null)
  const bad = text !== null && text.trim() !== '' && !parsePosition(text).ok
  return (
    <TextInput
      {...common}
      description={common.description ?? t('form.position-help')}
      error={bad ? t('form.position') : common.error}
      inputWrapperOrder={ORDER}
      value={text ?? (isLonLat(value) ? position(value[1], value[0]) : '')}
      onChange={(event) => {
        setText(event.target.value)
        const found = parsePosition(event.target.value)
        set(found.ok ? [found.value.lon, found.value.lat] : null)
      }}
      onBlur={() => {
        if (!bad) setText(null)
        common.onBlur()
      }}
      styles={MONO}
    />
  )
}

/** The corners of one ring, a position a line; the closing corner is added. */
export function RingField(props: FieldProps): ReactNode {
  const t = useT()
  const { value, set, common } = useField(props)
  const [text, setText] = useState(() => writeRing(value))
  const badLine = readRing(text).badLine
  return (
    <Textarea
      {...common}
      description={common.description ?? t('form.positions-help')}
      error={badLine === null ? common.error : t('form.positions-line', { n: badLine })}
      inputWrapperOrder={ORDER}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        set(readRing(event.target.value).ring)
      }}
      autosize
      minRows={4}
      maxRows={20}
      styles={MONO}
    />
  )
}
