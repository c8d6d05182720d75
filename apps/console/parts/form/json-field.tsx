import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import type { FieldProps } from './context.ts'
import { ORDER, useField } from './use-field.ts'

/** A part whose shape the declaration leaves open: edited as JSON, and refused while it is not. */
export function JsonField(props: FieldProps): ReactNode {
  const t = useT()
  const { value, set, common } = useField(props)
  const [text, setText] = useState(() =>
    value === null || value === undefined ? '' : JSON.stringify(value, null, 2),
  )
  const [bad, setBad] = useState(false)
  const change = (next: string): void => {
    setText(next)
    if (next.trim() === '') {
      setBad(false)
      set(null)
      return
    }
    try {
      set(JSON.parse(next))
      setBad(false)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      setBad(true)
    }
  }
  return (
    <Textarea
      {...common}
      error={bad ? t('form.json') : common.error}
      inputWrapperOrder={ORDER}
      value={text}
      onChange={(event) => change(event.target.value)}
      autosize
      minRows={4}
      maxRows={20}
      styles={{ input: { fontFamily: 'var(--b-mono)' } }}
    />
  )
}
