import { sendCommand } from '@basinet/console/api/command.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { TableImport, type Refusal } from '@basinet/console/parts/table-import/table-import.tsx'
import type { ReadRow, TableColumn } from '@basinet/tables'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import css from './results.module.css'
import { linesOf } from './import-lines.ts'
import { useWords } from './words.ts'

/** Lines a command takes at once. */
const BATCH = 500

/** Values from a file: one line a value, or a line a cell of a value that is split. */
export function ImportValues(): ReactNode {
  const w = useWords()
  const name = useNames()
  const queries = useQueryClient()
  const columns = columnsOf(w, name('field.nation', 'Nation'))
  const send = async (
    file: string,
    rows: readonly ReadRow[],
  ): Promise<{ taken: number; refused: readonly Refusal[] }> => {
    const lines = linesOf(rows)
    const refused: Refusal[] = []
    let taken = 0
    for (let at = 0; at < lines.length; at += BATCH) {
      const receipt = await sendCommand({
        name: 'result-value.import',
        commandId: crypto.randomUUID(),
        input: { file, lines: lines.slice(at, at + BATCH) },
      })
      const answer = receipt.output as { taken: number; refused: readonly Refusal[] }
      taken += answer.taken
      refused.push(...answer.refused)
    }
    await queries.invalidateQueries({ queryKey: keys.lists('result-value') })
    return { taken, refused }
  }
  return (
    <section className={css['section']}>
      <h2>{w('results.import')}</h2>
      <TableImport columns={columns} send={send} />
    </section>
  )
}

/** Columns of a file of values; a file may call them by other names. */
function columnsOf(w: ReturnType<typeof useWords>, nation: string): readonly TableColumn[] {
  return [
    {
      name: 'code',
      title: w('record.indicator.name'),
      known: ['indicator'],
      kind: 'text',
      required: true,
      maxLength: 24,
    },
    {
      name: 'nation',
      title: nation,
      known: ['country'],
      kind: 'text',
      required: true,
      maxLength: 3,
    },
    {
      name: 'period',
      title: w('record.result-value.field.period'),
      kind: 'text',
      required: true,
      maxLength: 6,
    },
    {
      name: 'numerator',
      title: w('record.result-value.field.numerator'),
      known: ['value', 'count', 'num'],
      kind: 'number',
      required: true,
    },
    {
      name: 'denominator',
      title: w('record.result-value.field.denominator'),
      known: ['den', 'of'],
      kind: 'number',
      required: false,
    },
    {
      name: 'sex',
      title: w('record.result-value.field.cells.sex'),
      kind: 'text',
      required: false,
      maxLength: 40,
    },
    {
      name: 'age',
      title: w('record.result-value.field.cells.age'),
      kind: 'text',
      required: false,
      maxLength: 40,
    },
    {
      name: 'place',
      title: w('record.result-value.field.cells.place'),
      kind: 'text',
      required: false,
      maxLength: 80,
    },
    {
      name: 'evidence',
      title: w('record.result-value.field.evidence'),
      known: ['source'],
      kind: 'text',
      required: true,
      maxLength: 300,
    },
  ]
}
