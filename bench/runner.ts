import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BenchError, type Bench, type BenchResult } from './bench.ts'

const SUPPORT = new Set(['bench.ts', 'runner.ts', 'measure.ts'])

function names(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !SUPPORT.has(file))
    .map((file) => file.slice(0, -3))
    .toSorted()
}

function table(result: BenchResult): string {
  const rows: string[][] = [['', result.unit, 'ratio']]
  for (const [name, value] of Object.entries(result.ours)) rows.push([`ours: ${name}`, format(value), ''])
  for (const [name, value] of Object.entries(result.rivals)) {
    const ratio = result.ratios[name]
    rows.push([
      name,
      typeof value === 'number' ? format(value) : value,
      ratio === undefined ? '' : `${ratio}x`,
    ])
  }
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))),
  )
  return [...lines.map((cells) => cells.join('  ')), ...result.notes.map((note) => `- ${note}`)].join('\n')
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

async function main(words: readonly string[]): Promise<number> {
  const [name = '', ...args] = words
  const file = join(import.meta.dirname, `${name}.ts`)
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file) || SUPPORT.has(`${name}.ts`)) {
    console.error(`usage: npm run bench -- NAME, NAME one of: ${names().join(', ')}`)
    return 2
  }
  const bench = (await import(pathToFileURL(file).href)) as { run: Bench }
  try {
    const result = await bench.run(args)
    console.log(table(result))
    const { unit, ours, rivals, ratios } = result
    console.log(JSON.stringify({ name: result.name, unit, ours, rivals, ratios }))
    return 0
  } catch (error) {
    if (!(error instanceof BenchError)) throw error
    console.error(`bench ${name}: ${error.message}`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
