import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { parseInstant } from '../../i18n/nautical.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import type { FieldProps } from './context.ts'
import css from './form.module.css'
import { ORDER, useField } from './use-field.ts'

/** `2026-11-24 04:30`, universal: the zone is on the label, so nobody has to guess it. */
const toText = (value: unknown): string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString().slice(0, 16).replace('T', ' ')
    : ''

/**
 * An instant as text. The browser's own control writes days and hours in the order of the browser's language, which is
 * not the reader's, and knows no Kwéyòl.
 */
export function DateTimeField(props: FieldProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { value, set, common } = useField(props, ' (UTC)')
  const [text, setText] = useState<string | null>(null)
  const bad = text !== null && text.trim() !== '' && parseInstant(text) === null
  const local = typeof value === 'string' && toText(value) !== '' ? format.dateTime(value) : null
  return (
    <div className={css['dateTime']}>
      <TextInput
        {...common}
        description={
          local === null
            ? (common.description ?? t('form.date-time-help'))
            : t('form.local-time', { time: local })
        }
        error={bad ? t('form.date-time') : common.error}
        inputWrapperOrder={ORDER}
        value={text ?? toText(value)}
        onChange={(event) => {
          setText(event.target.value)
          set(parseInstant(event.target.value)?.toISOString() ?? null)
        }}
        onBlur={() => {
          if (!bad) setText(null)
          common.onBlur()
        }}
      />
      <Button
        variant="default"
        onClick={() => {
          setText(null)
          set(new Date().toISOString())
        }}
      >
        {t('form.now')}
      </Button>
    </div>
  )
}
