import type { ReactNode } from 'react'
import type { AnyRecord, Column, PersonRef } from '../../api/types.ts'
import { useOffices } from '../../api/offices.ts'
import { useFormat, useNames } from '../../i18n/use.ts'
import { useFieldNames } from '../form/names.ts'
import { plainText } from '../plain-text.ts'
import { isHolder } from '../record/holder.ts'
import { HolderText } from '../record/holder-text.tsx'
import { IdText, isId, namesOffice } from '../record/id-text.tsx'
import { TimeText } from '../time.tsx'

/** Value at a dotted path of a body; undefined where a step is missing. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** Text of a value, the same on the screen and in an export. */
export function useCellText(
  type: string,
  people: ReadonlyMap<string, PersonRef> = new Map(),
): (column: Pick<Column, 'name' | 'kind' | 'path'>, value: unknown) => string {
  const format = useFormat()
  const name = useNames()
  const names = useFieldNames(type)
  const offices = useOffices(false)
  return (column, value) => {
    if (value === null || value === undefined || value === '') return ''
    if (Array.isArray(value)) return value.map(plainText).join(', ')
    if (isHolder(value)) return people.get(value.person ?? '')?.name ?? value.name
    switch (column.kind) {
      case 'time':
        return format.dateTime(plainText(value))
      case 'integer':
      case 'number':
        // Identifiers that happen to be numbers (MMSI, IMO) are not amounts: no thousands mark.
        return /mmsi|imo|^id$|number$/i.test(column.path) ? plainText(value) : format.number(Number(value))
      case 'boolean':
        return name(value === true ? 'value.yes' : 'value.no', plainText(value))
      default:
        if (isId(value))
          return (namesOffice(column.path) ? offices.get(value) : people.get(value)?.name) ?? value
        return names.value(column.path, value, plainText(value))
    }
  }
}

export function Cell({ record, column }: { record: AnyRecord; column: Column }): ReactNode {
  const text = useCellText(record.type)
  const value = valueAt(record.body, column.path)
  if (value === null || value === undefined || value === '') return <span className="muted">–</span>
  if (column.kind === 'time' && typeof value === 'string') return <TimeText at={value} />
  if (isHolder(value)) return <HolderText holder={value} withUnit={false} />
  if (isId(value)) return <IdText path={column.path} id={value} />
  return text(column, value)
}
