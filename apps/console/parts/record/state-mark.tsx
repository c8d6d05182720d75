import type { ReactNode } from 'react'
import type { AnyRecord, RecordType } from '../../api/types.ts'
import { useFieldNames } from '../form/names.ts'
import { getAt } from '../form/paths.ts'
import css from './state-mark.module.css'

/** Where the record stands in its life cycle, as a word. */
export function StateMark({ type, record }: { type: RecordType; record: AnyRecord }): ReactNode {
  const names = useFieldNames(type.type)
  if (type.states === null) return null
  const value = getAt(record.body, type.states.path)
  return value === undefined ? null : (
    <span className={css['state']}>{names.value(type.states.path, value)}</span>
  )
}
