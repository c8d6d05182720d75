import { Fragment, type ReactNode } from 'react'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
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

/** The fields of an object, in the order they were declared. */
export function Fields({ schema, path }: { schema: FieldProps['schema']; path: string }): ReactNode {
  const { draw } = useForm()
  const plain = unwrap(schema)
  return Object.entries(plain.properties ?? {}).map(([key, child]) => (
    <Fragment key={key}>
      {draw({
        schema: child,
        path: path === '' ? key : `${path}.${key}`,
        required: plain.required?.includes(key) === true,
      })}
    </Fragment>
  ))
}
