import { Button, Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { JsonSchema } from '../../api/json-schema.ts'
import { useColleagues } from '../../api/people.ts'
import { useT } from '../../i18n/use.ts'
import { isHolder, type HolderValue } from '../record/holder.ts'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
import { personName } from './person-field.tsx'
import { unwrap } from './schema.ts'
import { ORDER, useField } from './use-field.ts'

export function isHolderSchema(schema: JsonSchema): boolean {
  return isHolder(unwrap(schema).properties ?? null)
}

const NOBODY: HolderValue = { person: null, name: '', unit: '' }

/** Who has it or is to have it: a colleague with their unit, or by name and office somebody who has no account here. */
export function HolderField(props: FieldProps): ReactNode {
  const t = useT()
  const { problemAt, leave } = useForm()
  const { value, set, common } = useField(props)
  const holder = isHolder(value) ? value : null
  const [text, setText] = useState('')
  // What a form starts from has the names of the fields and not yet their words.
  const begun = value as Partial<HolderValue> | null | undefined
  const [outside, setOutside] = useState((begun?.person ?? null) === null && (begun?.name ?? '') !== '')
  const { people, failed } = useColleagues(
    text,
    holder === null || holder.person === null ? [] : [holder.person],
  )
  const path = (field: string): string => `${props.path}.${field}`
  const problem = common.error ?? problemAt(path('name')) ?? problemAt(path('unit'))
  const choose = (id: string | null): void => {
    const person = people.find((p) => p.id === id)
    if (person === undefined) set(common.required ? NOBODY : null)
    else set({ person: person.id, name: person.name, unit: person.unitId ?? holder?.unit ?? '' })
  }
  const change = () => {
    setOutside(!outside)
    set(common.required ? NOBODY : null)
  }
  const write = (field: 'name' | 'unit', words: string): void =>
    set({ ...(holder ?? NOBODY), person: null, [field]: words })
  return (
    <fieldset className={css['group']}>
      <legend>{common.label}</legend>
      {outside ? (
        (['name', 'unit'] as const).map((field) => (
          <TextInput
            key={field}
            id={`field-${path(field)}`}
            label={t(`holder.${field}`)}
            error={problemAt(path(field))}
            inputWrapperOrder={ORDER}
            value={holder?.[field] ?? ''}
            onChange={(event) => write(field, event.target.value)}
            onBlur={() => leave(path(field))}
          />
        ))
      ) : (
        <Select
          id={`field-${path('name')}`}
          label={t('holder.colleague')}
          description={t('holder.help')}
          error={failed ? t('form.reference-failed') : problem}
          inputWrapperOrder={ORDER}
          data={people.map((p) => ({
            value: p.id,
            label: [personName(p), p.unit].filter(Boolean).join(' · '),
          }))}
          value={holder?.person ?? null}
          onChange={choose}
          onBlur={() => leave(path('name'))}
          searchable
          onSearchChange={setText}
          filter={({ options }) => options}
          clearable={!common.required}
          nothingFoundMessage={t('form.reference-none')}
        />
      )}
      <Button variant="subtle" size="compact-sm" className={css['addPart'] ?? ''} onClick={change}>
        {outside ? t('holder.colleague') : t('holder.outside')}
      </Button>
    </fieldset>
  )
}
