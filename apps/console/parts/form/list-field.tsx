import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../icons.tsx'
import { useForm, type FieldProps } from './context.ts'
import css from './form.module.css'
import { Fields } from './object-field.tsx'
import { getAt } from './paths.ts'
import { itemsOf, kindOf, startValue, unwrap } from './schema.ts'

/** Rows that can be added and taken away: several boats, several persons. */
export function ListField({ schema, path }: FieldProps): ReactNode {
  const t = useT()
  const { names, value, change, problemAt, draw } = useForm()
  const items = itemsOf(unwrap(schema))
  const rows = getAt(value, path)
  const list = Array.isArray(rows) ? (rows as unknown[]) : []
  if (items === undefined) return null
  const problem = problemAt(path)
  return (
    <fieldset className={css['group']}>
      <legend>{names.label(path)}</legend>
      {list.map((_, index) => (
        // Rows have no identity of their own; they are only added at the end and taken out whole.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={css['row']}>
          <div className={css['rowFields']}>
            {kindOf(items) === 'object' ? (
              <Fields schema={items} path={`${path}.${index}`} />
            ) : (
              draw({ schema: items, path: `${path}.${index}`, required: true })
            )}
          </div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name="close" size={14} />}
            onClick={() => change(path, list.toSpliced(index, 1))}
          >
            {t('form.remove-row', { n: index + 1 })}
          </Button>
        </div>
      ))}
      {problem !== undefined && <p className={css['problem']}>{problem}</p>}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => change(path, [...list, startValue(items)])}
      >
        {t('form.add-row')}
      </Button>
    </fieldset>
  )
}
