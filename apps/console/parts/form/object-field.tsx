import { Fragment, type ReactNode } from 'react'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
import { hasPosition, PositionField } from './position-field.tsx'
import { unwrap } from './schema.ts'

/** A group of fields under its name. */
export function ObjectField({ schema, path }: FieldProps): ReactNode {
  const { names } = useForm()
  return (
    <fieldset className={css['group']}>
      <legend>{names.label(path)}</legend>
      <Fields schema={schema} path={path} />
    </fieldset>
  )
}

/** The fields of an object, in the order they were declared; lat and lon among them are written as one position. */
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
  const placed = path !== '' && hasPosition(schema)
  return Object.entries(plain.properties ?? {}).map(([key, child]) => {
    if ((placed && key === 'lat') || hide.includes(key)) return null
    if (placed && key === 'lon') return <PositionField key={key} schema={schema} path={path} required />
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
