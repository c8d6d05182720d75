import type { ReadRow } from '@basinet/tables'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { sendCommand } from '../../api/command.ts'
import { keys } from '../../api/keys.ts'
import { useCatalogue } from '../../api/session.ts'
import type { AnyRecord, Catalogue, CommandType, Page } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { useFieldNames } from '../form/names.ts'
import { isId } from '../record/id-text.tsx'
import { useFailureText } from '../state/failure-text.ts'
import { EmptyState } from '../state/states.tsx'
import { formColumns, inputOfLine, type FormColumn } from './form-columns.ts'
import { TableImport, type Refusal } from './table-import.tsx'

/** Lines sent of one file; the rest is told, to be sent again from there. */
const LINES_MAX = 2000
/** Fields by which people call a record. */
const CALLED_BY = ['reference', 'code', 'number', 'name', 'title'] as const

/** Records from a file, one command a line, as the form would send it: whatever rule holds there holds here, line by line. */
export function FormImport({ command }: { command: CommandType }): ReactNode {
  const t = useT()
  const failure = useFailureText()
  const queries = useQueryClient()
  const { data: catalogue } = useCatalogue()
  const names = useFieldNames(command.record, command.name)
  const columns = formColumns(command.input, names)
  if (columns === null || catalogue === undefined) return <EmptyState title={t('list.empty')} text="" />
  const send = async (
    _: string,
    rows: readonly ReadRow[],
  ): Promise<{ taken: number; refused: readonly Refusal[] }> => {
    const refused: Refusal[] = []
    const known = new Map<string, string | null>()
    let taken = 0
    for (const { line, values } of rows.slice(0, LINES_MAX)) {
      const named = await withIds(catalogue, columns, values, known)
      if (typeof named === 'string') {
        refused.push({ line, message: t('import.fault.choice', { expected: named }) })
        continue
      }
      try {
        const input = inputOfLine(command.input, columns, named)
        await sendCommand({ name: command.name, commandId: crypto.randomUUID(), input })
        taken++
      } catch (error) {
        refused.push({ line, message: failure(error) })
      }
    }
    refused.push(...rows.slice(LINES_MAX).map(({ line }) => ({ line, message: `> ${LINES_MAX}` })))
    await queries.invalidateQueries({ queryKey: keys.lists(command.record) })
    await queries.invalidateQueries({ queryKey: keys.needs })
    return { taken, refused }
  }
  return <TableImport columns={columns} send={send} />
}

/** The values with ids where they name records; a text says which column names none, or several. */
async function withIds(
  catalogue: Catalogue,
  columns: readonly FormColumn[],
  values: ReadRow['values'],
  known: Map<string, string | null>,
): Promise<ReadRow['values'] | string> {
  const named = { ...values }
  for (const { name, title, ref } of columns) {
    const value = values[name]
    if (ref === null || typeof value !== 'string' || isId(value)) continue
    const key = JSON.stringify([ref, value])
    const id = known.get(key) ?? (await idOf(catalogue, ref, value))
    known.set(key, id)
    if (id === null) return `${title} (${CALLED_BY.join(', ')}, id)`
    named[name] = id
  }
  return named
}

async function idOf(catalogue: Catalogue, type: string, called: string): Promise<string | null> {
  const searched = catalogue.records[type]?.searched ?? {}
  for (const field of CALLED_BY) {
    if (searched[field]?.kind !== 'text') continue
    const { items } = await apiGet<Page<AnyRecord>>(`/records/${type}`, { [`f.${field}`]: called, limit: 2 })
    const [only, another] = items
    if (only !== undefined && another === undefined) return only.id
  }
  return null
}
