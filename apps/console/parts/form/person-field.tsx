import { Select } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useColleagues } from '../../api/people.ts'
import type { PersonRef } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { plainText } from '../plain-text.ts'
import type { FieldProps } from './context.ts'
import { unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

export const isPersonField = ({ schema }: Pick<FieldProps, 'schema'>): boolean =>
  unwrap(schema)['x-person'] !== undefined

export const personName = (person: PersonRef): string => [person.rank, person.name].filter(Boolean).join(' ')

/** A colleague chosen by name; the id is what is sent. */
export function PersonField(props: FieldProps): ReactNode {
  const t = useT()
  const { value, set, common } = useField(props)
  const [text, setText] = useState('')
  const chosen = plainText(value)
  const { people, failed } = useColleagues(text, [chosen])
  return (
    <Select
      {...common}
      error={failed ? t('form.reference-failed') : common.error}
      inputWrapperOrder={ORDER}
      data={people.map((p) => ({ value: p.id, label: personName(p) }))}
      value={chosen === '' ? null : chosen}
      onChange={set}
      searchable
      onSearchChange={setText}
      filter={({ options }) => options}
      clearable={!props.required}
      nothingFoundMessage={t('form.reference-none')}
    />
  )
}
