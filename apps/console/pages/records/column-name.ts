import type { Column, RecordType } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'

export function useColumnName(type: RecordType): (column: Column) => string {
  const t = useT()
  const names = useFieldNames(type.type)
  return (column) => (column.name === 'updatedAt' ? t('record.updated') : names.label(column.path))
}
