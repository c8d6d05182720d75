import type { DutyRow } from '../store/reports.ts'

export interface DutyPair {
  readonly maker: string
  readonly checker: string
  readonly count: number
  readonly commands: readonly string[]
}

export interface DutiesReport {
  readonly decided: number
  /** Who approved whose work, most often first. */
  readonly pairs: readonly DutyPair[]
  /** People who both made and approved in the period. */
  readonly both: readonly { readonly person: string; readonly made: number; readonly approved: number }[]
  /** Two people who approve each other: each is the other's only check. */
  readonly mutual: readonly { readonly a: string; readonly b: string; readonly count: number }[]
  /** Made and approved by the same person; the kernel refuses it, so anything here is a breach. */
  readonly same: readonly { readonly person: string; readonly command: string; readonly at: string }[]
}

/** Segregation of duties as it was kept, from who made and who approved. */
export function dutiesReport(rows: readonly DutyRow[]): DutiesReport {
  const pairs = new Map<string, { maker: string; checker: string; count: number; commands: Set<string> }>()
  const made = new Map<string, number>()
  const approved = new Map<string, number>()
  const more = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1)
  for (const row of rows) {
    const key = `${row.maker}\n${row.checker}`
    const pair = pairs.get(key) ?? {
      maker: row.maker,
      checker: row.checker,
      count: 0,
      commands: new Set<string>(),
    }
    pair.count++
    pair.commands.add(row.command)
    pairs.set(key, pair)
    more(made, row.maker)
    more(approved, row.checker)
  }
  const sorted = [...pairs.values()].sort((a, b) => b.count - a.count || a.maker.localeCompare(b.maker))
  return {
    decided: rows.length,
    pairs: sorted.map((p) => ({ ...p, commands: [...p.commands].sort() })),
    both: [...made]
      .filter(([person]) => approved.has(person))
      .map(([person, count]) => ({ person, made: count, approved: approved.get(person) ?? 0 }))
      .sort((a, b) => b.made + b.approved - a.made - a.approved),
    mutual: sorted
      .filter((p) => p.maker < p.checker && pairs.has(`${p.checker}\n${p.maker}`))
      .map((p) => ({
        a: p.maker,
        b: p.checker,
        count: p.count + (pairs.get(`${p.checker}\n${p.maker}`)?.count ?? 0),
      })),
    same: rows
      .filter((row) => row.maker === row.checker)
      .map((row) => ({ person: row.maker, command: row.command, at: row.at.toISOString() })),
  }
}
