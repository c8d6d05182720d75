import { useT } from '../../i18n/use.ts'
import { useForm, type FieldProps } from './context.ts'
import { getAt } from './paths.ts'
import { isMandatory, unwrap } from './schema.ts'

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

/** @param mark stands behind the name: the zone or unit that is meant */
export function useField(
  { schema, path, required }: FieldProps,
  mark = '',
): {
  value: unknown
  set: (value: unknown) => void
  common: CommonProps
} {
  const form = useForm()
  const t = useT()
  const plain = unwrap(schema)
  const reference = plain['x-ref'] !== undefined || plain['x-any-ref'] === true
  // What a reference's declaration says of itself is for programmers.
  const help = form.names.help(path, reference ? undefined : plain.description)
  const error = form.problemAt(path)
  const label = `${form.names.label(path)}${mark}`
  const mandatory = isMandatory(schema, required)
  return {
    value: getAt(form.value, path),
    set: (value) => form.change(path, value),
    common: {
      id: `field-${path}`,
      label: mandatory ? label : t('form.optional', { label }),
      ...(help === undefined ? {} : { description: help }),
      ...(error === undefined ? {} : { error }),
      onBlur: () => form.leave(path),
      required: mandatory,
      withAsterisk: false,
    },
  }
}
