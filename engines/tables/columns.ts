/** A column that a table is read into. */
export interface TableColumn {
  readonly name: string
  /** Heads it is known by in files, beside its name and title. */
  readonly known?: readonly string[]
  readonly title: string
  readonly kind: 'text' | 'number' | 'integer' | 'date' | 'choice' | 'decimal' | 'boolean'
  readonly required: boolean
  /** The values of a choice. */
  readonly choices?: readonly string[]
  /** What people call the values of a choice, in its order: taken as well. */
  readonly words?: readonly string[]
  /** Longest text. */
  readonly maxLength?: number
}

/** By the name of a column, position of the file's column that it is read from; null: from none. */
export type ColumnMapping = Readonly<Record<string, number | null>>

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/** The mapping that names alone suggest; a person confirms or changes it. No column of the file is taken twice. */
export function suggestMapping(columns: readonly TableColumn[], head: readonly string[]): ColumnMapping {
  const taken = new Set<number>()
  const heads = head.map(plain)
  return Object.fromEntries(
    columns.map((column) => {
      const names = [column.name, column.title, ...(column.known ?? [])].map(plain)
      const found = heads.findIndex((word, n) => word !== '' && !taken.has(n) && names.includes(word))
      if (found >= 0) taken.add(found)
      return [column.name, found < 0 ? null : found]
    }),
  )
}

export interface Mapped {
  /** Required columns that nothing is read into: the table cannot be read so. */
  readonly missing: readonly string[]
  /** Heads of the file that are read into nothing: told, so that nothing is lost unseen. */
  readonly unused: readonly string[]
  /** Heads that are read into two columns. */
  readonly twice: readonly string[]
}

/** What a mapping leaves out. */
export function mapColumns(
  columns: readonly TableColumn[],
  head: readonly string[],
  mapping: ColumnMapping,
): Mapped {
  const used = columns.map((c) => mapping[c.name] ?? null).filter((n) => n !== null)
  return {
    missing: columns.filter((c) => c.required && (mapping[c.name] ?? null) === null).map((c) => c.name),
    unused: head.filter((_, n) => !used.includes(n)),
    twice: head.filter((_, n) => used.filter((u) => u === n).length > 1),
  }
}
