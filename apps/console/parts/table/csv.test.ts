import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCsv } from './csv.ts'

/** RFC 4180 reader, enough to read back what toCsv writes. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const body = text.replace(/^\ufeff/, '').replace(/\r\n$/, '')
  for (let i = 0; i < body.length; i++) {
    const c = body[i] ?? ''
    if (quoted) {
      if (c === '"' && body[i + 1] === '"') cell += body[++i]
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"') quoted = true
    else if (c === ',' || (c === '\r' && body[i + 1] === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (c === '\r') {
        rows.push([])
        i += 1
      }
    } else cell += c
  }
  rows.at(-1)?.push(cell)
  return rows
}

it('whatever is in a cell comes back out of it', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter((s) => !/^[=+\-@\t\r]/.test(s))
  const seed = Number(process.env['SEED'] ?? Math.trunc(performance.timeOrigin % 1e9))
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, plain, plain), { minLength: 1, maxLength: 6 }), (rows) => {
      expect(parse(toCsv(['a', 'b', 'c'], rows))).toEqual([['a', 'b', 'c'], ...rows])
    }),
    { seed },
  )
})

it('a formula from a hostile form is text in the spreadsheet; a negative number stays a number', () => {
  expect(toCsv(['x'], [['=HYPERLINK("http://e")'], ['@cmd'], ['-61.5']])).toBe(
    '\ufeffx\r\n"\'=HYPERLINK(""http://e"")"\r\n\'@cmd\r\n-61.5\r\n',
  )
})
