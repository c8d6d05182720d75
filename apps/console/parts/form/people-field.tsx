import { MultiSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useColleagues } from '../../api/people.ts'
import { useT } from '../../i18n/use.ts'
import { plainText } from '../plain-text.ts'
import type { FieldProps } from './context.ts'
import { personName } from './person-field.tsx'
import { itemsOf, unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

export const isPeopleField = ({ schema }: Pick<FieldProps, 'schema'>): boolean =>
  itemsOf(unwrap(schema))?.['x-person'] !== undefined

/** Colleagues chosen by name; their ids are what is sent. */
export function PeopleField(props: FieldProps): ReactNode {
  const t = useT()
  const { value, set, common } = useField(props)
  const [text, setText] = useState('')
  const chosen = Array.isArray(value) ? value.map(plainText) : []
  const { people, failed } = useColleagues(text, chosen)
  const known = new Set(people.map((person) => person.id))
  const options = [
    ...people.map((p) => ({ value: p.id, label: personName(p) })),
    ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id })),
  ]
  return (
    <MultiSelect
      {...common}
      description={common.description ?? t('holder.help')}
      error={failed ? t('form.reference-failed') : common.error}
      inputWrapperOrder={ORDER}
      data={options}
      value={chosen}
      onChange={set}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage={t('form.reference-none')}
    />
  )
}
