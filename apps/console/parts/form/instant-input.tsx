import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { parseInstant } from '../../i18n/nautical.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { ORDER } from './use-field.ts'

/** `2026-11-24 04:30`, universal: day and hour in one order for everybody, 24 h, the zone on the label. */
export const instantText = (value: unknown): string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString().slice(0, 16).replace('T', ' ')
    : ''

/**
 * An instant as text. The browser's own control writes days and hours in the order of the browser's language, which is
 * not the reader's, and knows no Kwéyòl.
 */
export function InstantInput({
  label,
  value,
  change,
}: {
  /** Without the zone, which is added. */
  label: string
  /** ISO; empty for none. */
  value: string
  /** @param iso empty while what is written is no instant */
  change: (iso: string) => void
}): ReactNode {
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState<string | null>(null)
  const bad = text !== null && text.trim() !== '' && parseInstant(text) === null
  return (
    <TextInput
      label={`${label} (UTC)`}
      description={
        value === '' ? t('form.date-time-help') : t('form.local-time', { time: format.dateTime(value) })
      }
      error={bad ? t('form.date-time') : undefined}
      inputWrapperOrder={ORDER}
      value={text ?? instantText(value)}
      onChange={(event) => {
        setText(event.target.value)
        change(parseInstant(event.target.value)?.toISOString() ?? '')
      }}
      onBlur={() => {
        if (!bad) setText(null)
      }}
    />
  )
}
