import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, useT } from '../../i18n/use.ts'
import css from './form.module.css'
import type { FieldProps } from './context.ts'
import { ORDER, useField } from './use-field.ts'

/** ISO instant to what `datetime-local` shows, in UTC: the zone is on the label, so nobody has to guess it. */
const toInput = (value: unknown): string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString().slice(0, 16)
    : ''

export function DateTimeField(props: FieldProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { value, set, common } = useField(props)
  const local = typeof value === 'string' && toInput(value) !== '' ? format.dateTime(value) : null
  return (
    <div className={css['dateTime']}>
      <TextInput
        {...common}
        label={`${common.label} (UTC)`}
        description={local === null ? common.description : t('form.local-time', { time: local })}
        inputWrapperOrder={ORDER}
        type="datetime-local"
        value={toInput(value)}
        onChange={(event) =>
          set(event.target.value === '' ? null : new Date(`${event.target.value}Z`).toISOString())
        }
      />
      <Button variant="default" onClick={() => set(new Date().toISOString())}>
        {t('form.now')}
      </Button>
    </div>
  )
}
