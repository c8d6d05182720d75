import type { Specification } from '../spec/model.ts'

/** JSON with one definition or list a line: small enough to read, and a changed item is one changed line. */
export function specificationText(spec: Specification): string {
  const { category, title, standard, editions, items, expansion } = spec
  const head = Object.entries({ category, title, standard }).map(([key, value]) => pair(key, value))
  const editionRows = Object.entries(editions).map(([edition, value]) => pair(edition, value))
  const itemRows = Object.entries(items).map(
    ([id, variants]) => `${JSON.stringify(id)}: [\n${indent(variants.map((v) => JSON.stringify(v)))}\n]`,
  )
  const parts = [
    ...head,
    `"editions": {\n${indent(editionRows)}\n}`,
    `"items": {\n${indent(itemRows)}\n}`,
    ...(expansion === undefined ? [] : [pair('expansion', expansion)]),
  ]
  return `{\n${parts.join(',\n')}\n}\n`
}

function pair(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`
}

function indent(rows: readonly string[]): string {
  return rows.map((row) => `  ${row}`).join(',\n')
}
