import { Button } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../icons.tsx'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
import { positionIn, PositionField } from './position-field.tsx'
import { getAt } from './paths.ts'
import { isMandatory, isNullable, startObject, unwrap } from './schema.ts'

/** A group of fields under its name; one that may be left out is opened by who needs it. */
export function ObjectField({ schema, path, required }: FieldProps): ReactNode {
  const t = useT()
  const { names, value, change } = useForm()
  const label = names.label(path)
  const given = getAt(value, path)
  if (isNullable(schema) && (given === null || given === undefined)) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        className={css['addPart'] ?? ''}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => change(path, startObject(schema))}
      >
        {t('form.optional', { label })}
      </Button>
    )
  }
  return (
    <fieldset className={css['group']}>
      <legend>{isMandatory(schema, required) ? label : t('form.optional', { label })}</legend>
      <Fields schema={schema} path={path} />
      {isNullable(schema) && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={css['addPart'] ?? ''}
          leftSection={<Icon name="close" size={14} />}
          onClick={() => change(path, null)}
        >
          {t('action.remove-part', { label })}
        </Button>
      )}
    </fieldset>
  )
}

/** The fields of an object, in the order they were declared; the two numbers of a place are written as one position. */
export function Fields({
  schema,
  path,
  hide = [],
}: {
  schema: FieldProps['schema']
  path: string
  hide?: readonly string[]
}): ReactNode {
  const { draw } = useForm()
  const plain = unwrap(schema)
  const place = path === '' ? undefined : positionIn(schema)
  return Object.entries(plain.properties ?? {}).map(([key, child]) => {
    if (key === place?.lat || hide.includes(key)) return null
    if (key === place?.lon) return <PositionField key={key} schema={schema} path={path} required />
    return (
      <Fragment key={key}>
        {draw({
          schema: child,
          path: path === '' ? key : `${path}.${key}`,
          required: plain.required?.includes(key) === true,
        })}
      </Fragment>
    )
  })
}
