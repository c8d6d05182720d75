import type { ReactNode } from 'react'
import type { AnyRecord, Column } from '../../api/types.ts'
import { useFormat, useNames } from '../../i18n/use.ts'
import { plainText } from '../plain-text.ts'
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
export function useCellText(): (
  column: Pick<Column, 'name' | 'kind' | 'path'>,
  value: unknown,
  type: string,
) => string {
  const format = useFormat()
  const name = useNames()
  return (column, value, type) => {
    if (value === null || value === undefined || value === '') return ''
    if (Array.isArray(value)) return value.map(plainText).join(', ')
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
        return name(`record.${type}.value.${column.path}.${plainText(value)}`, plainText(value))
    }
  }
}

export function Cell({ record, column }: { record: AnyRecord; column: Column }): ReactNode {
  const text = useCellText()
  const value = valueAt(record.body, column.path)
  if (value === null || value === undefined || value === '') return <span className="muted">–</span>
  if (column.kind === 'time' && typeof value === 'string') return <TimeText at={value} />
  return text(column, value, record.type)
}
