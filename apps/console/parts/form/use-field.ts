import { useT } from '../../i18n/use.ts'
import { useForm, type FieldProps } from './context.ts'
import { getAt } from './paths.ts'
import { unwrap } from './schema.ts'

/** Label above, input, help below, problem last: the order of every field. */
export const ORDER: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]

export interface CommonProps {
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly error?: string
  readonly onBlur: () => void
  readonly required: boolean
  readonly withAsterisk: false
}

export function useField({ schema, path, required }: FieldProps): {
  value: unknown
  set: (value: unknown) => void
  common: CommonProps
} {
  const form = useForm()
  const t = useT()
  const help = form.names.help(path, unwrap(schema).description)
  const error = form.problemAt(path)
  const label = form.names.label(path)
  return {
    value: getAt(form.value, path),
    set: (value) => form.change(path, value),
    common: {
      id: `field-${path}`,
      label: required ? label : t('form.optional', { label }),
      ...(help === undefined ? {} : { description: help }),
      ...(error === undefined ? {} : { error }),
      onBlur: () => form.leave(path),
      required,
      withAsterisk: false,
    },
  }
}
