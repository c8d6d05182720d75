import { Fragment, type ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
import { positionIn, PositionField } from './position-field.tsx'
import { isMandatory, unwrap } from './schema.ts'

/** A group of fields under its name. */
export function ObjectField({ schema, path, required }: FieldProps): ReactNode {
  const t = useT()
  const { names } = useForm()
  const label = names.label(path)
  return (
    <fieldset className={css['group']}>
      <legend>{isMandatory(schema, required) ? label : t('form.optional', { label })}</legend>
      <Fields schema={schema} path={path} />
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
