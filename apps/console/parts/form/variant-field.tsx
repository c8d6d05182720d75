import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
import { Fields } from './object-field.tsx'
import { getAt } from './paths.ts'
import { shapeChosen, startObject, variantsOf } from './schema.ts'

/** One of several shapes, told apart by a fixed word in each: choosing the word changes the fields below it. */
export function VariantField({ schema, path }: FieldProps): ReactNode {
  const t = useT()
  const { names, value, change, leave, problemAt } = useForm()
  const variants = variantsOf(schema)
  if (variants === null) throw new Error(`BUG: ${path} is drawn as a variant without variants`)
  const { key, options } = variants
  const shape = shapeChosen(variants, getAt(value, path))
  const word = (tag: string): string =>
    key === null ? names.value(path, tag, names.label(`${path}.${tag}`)) : names.value(`${path}.${key}`, tag)
  return (
    <fieldset className={css['group']}>
      <legend>{names.label(path)}</legend>
      <Select
        id={`field-${path}${key === null ? '' : `.${key}`}`}
        label={t('form.variant')}
        data={options.map((o) => ({ value: o.tag, label: word(o.tag) }))}
        value={shape?.tag ?? null}
        onChange={(next) => {
          const option = options.find((o) => o.tag === next)
          change(path, option === undefined ? null : startObject(option.schema))
        }}
        onBlur={() => leave(path)}
        error={problemAt(path)}
        allowDeselect={false}
      />
      {shape !== undefined && <Fields schema={shape.schema} path={path} />}
    </fieldset>
  )
}
