import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { parseInstant } from '../../i18n/nautical.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import type { FieldProps } from './context.ts'
import css from './form.module.css'
import { instantText } from './instant-input.tsx'
import { ORDER, useField } from './use-field.ts'

/** A field of a form that holds an instant, as text like every instant here, with a button for the present. */
export function DateTimeField(props: FieldProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { value, set, common } = useField(props, ' (UTC)')
  const [text, setText] = useState<string | null>(null)
  const bad = text !== null && text.trim() !== '' && parseInstant(text) === null
  const local = typeof value === 'string' && instantText(value) !== '' ? format.dateTime(value) : null
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
        value={text ?? instantText(value)}
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
