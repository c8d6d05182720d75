import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapColumns, readRows, suggestMapping, type TableColumn } from './index.ts'
import { readTable } from './read.ts'
import { writeCsv, writeXlsx } from './write.ts'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const columns: TableColumn[] = [
  { name: 'nation', title: 'Nation', kind: 'choice', required: true, choices: ['LCA', 'BRB'] },
  { name: 'value', title: 'Value', kind: 'number', required: true, known: ['count'] },
  { name: 'day', title: 'Day', kind: 'date', required: false },
]

test('a file of three kinds reads alike', async () => {
  const table = {
    name: 'x',
    head: ['Nation', 'Count'],
    rows: [
      ['LCA', 4],
      ['BRB', -0.5],
    ] as const,
  }
  const [xlsx] = await readTable('x.xlsx', await writeXlsx(table))
  const [csv] = await readTable('x.csv', bytesOf(writeCsv(table)))
  const [semicolons] = await readTable('x.csv', bytesOf('Nation;Count\nLCA;4\nBRB;-0.5\n'))
  expect(xlsx?.lines).toEqual([
    { line: 2, cells: ['LCA', '4'] },
    { line: 3, cells: ['BRB', '-0.5'] },
  ])
  expect([csv?.head, csv?.lines]).toEqual([['Nation', 'Count'], xlsx?.lines])
  expect(semicolons?.lines).toEqual(xlsx?.lines)
})

test('every line is taken or refused with its reasons; what no column takes is named', async () => {
  const text = 'Count,Nation,Day,Remark\n3,lca,2026-02-28,x\n,QQQ,28/02/2026,y\n\n1e3,BRB,2026-02-30,\n'
  const [sheet] = await readTable('x.csv', bytesOf(text))
  if (sheet === undefined) throw new Error('no sheet')
  const mapping = suggestMapping(columns, sheet.head)
  expect(mapping).toEqual({ nation: 1, value: 0, day: 2 })
  expect(mapColumns(columns, sheet.head, mapping)).toEqual({ missing: [], unused: ['Remark'], twice: [] })
  const read = readRows(sheet, columns, mapping)
  expect(read.rows).toEqual([{ line: 2, values: { nation: 'LCA', value: 3, day: '2026-02-28' } }])
  expect(read.refused).toEqual([3, 5])
  expect(read.faults.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
    [3, 'nation', 'choice', 'QQQ'],
    [3, 'value', 'empty', ''],
    [3, 'day', 'date', '28/02/2026'],
    [5, 'value', 'number', '1e3'],
    [5, 'day', 'date', '2026-02-30'],
  ])
})

test('a mapping that lacks what is needed, or takes a column twice, says so', () => {
  expect(mapColumns(columns, ['a', 'b'], { nation: 0, value: null, day: 0 })).toEqual({
    missing: ['value'],
    unused: ['b'],
    twice: ['a'],
  })
})

test('files that are none are told', async () => {
  await expect(readTable('x', bytesOf(''))).rejects.toThrow(/empty/)
  await expect(readTable('x', bytesOf('\u0000\u0001'))).rejects.toThrow(/neither CSV nor XLSX/)
  await expect(readTable('x', bytesOf('PK\u0003\u0004nothing'))).rejects.toThrow(/no XLSX/)
  const whole = await writeXlsx({ name: 'x', head: ['a'], rows: [['b']] })
  // Uncompressed size of the first entry in the directory, as a bomb would declare it.
  const bomb = whole.slice()
  const at = new DataView(bomb.buffer)
  let entry = bomb.length - 22
  while (at.getUint32(entry, true) !== 0x02014b50) entry--
  at.setUint32(entry + 24, 0x7fffffff, true)
  await expect(readTable('x', bomb)).rejects.toThrow(/unpacks to more/)
})

test('CSV gives back what was written, and no formula', async () => {
  const cell = fc.stringMatching(/^[a-z=;"', é-]{1,12}$/).filter((s) => s.trim() === s && s !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), async (rows) => {
      const [sheet] = await readTable('x', bytesOf(writeCsv({ name: 'x', head: ['p', 'q'], rows })))
      const back = (sheet?.lines ?? []).map((l) => l.cells)
      expect(back.flat().filter((c) => /^[=+@]/.test(c))).toEqual([])
      expect(back.map((cells) => cells.map((c) => c.replace(/^'/, '')))).toEqual(
        rows.map((cells) => cells.map((c) => c.replace(/^'/, ''))),
      )
    }),
    { numRuns: 30 },
  )
})
