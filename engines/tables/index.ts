export { mapColumns, suggestMapping, type ColumnMapping, type TableColumn } from './columns.ts'
export { readRows, type ReadRow, type RowFault, type RowsRead } from './rows.ts'
export type { Sheet } from './sheet.ts'
