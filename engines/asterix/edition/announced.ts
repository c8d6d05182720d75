import type { Cat247 } from '../generated/cat247.gen.ts'
import type { EditionCode } from '../runtime/edition-code.ts'

/** Announcements kept; one source announces at most 256 categories. */
const ANNOUNCED_MAX = 65_536

/** Editions that category 247 records announced, by source and category. */
export class Announced {
  /** Counts what was noted, so that a choice made before is made anew. */
  version = 0
  private readonly editions = new Map<string, { main: number; sub: number }>()

  note(record: Cat247): void {
    const source = record.I010
    if (source === undefined) return
    for (const row of record.I550 ?? []) this.set(`${source.SAC}/${source.SIC}/${row.CAT}`, row.MAIN, row.SUB)
  }

  private set(key: string, main: number, sub: number): void {
    const known = this.editions.get(key)
    if (known?.main === main && known.sub === sub) return
    if (this.editions.size >= ANNOUNCED_MAX) return
    this.editions.set(key, { main, sub })
    this.version++
  }

  /** The edition carried that is nearest to the one announced: itself, else the last before it, else the next. */
  nearest(sac: number | null, sic: number | null, editions: readonly EditionCode[]): EditionCode | null {
    const category = editions[0]?.category
    if (sac === null || sic === null || category === undefined) return null
    const wanted = this.editions.get(`${sac}/${sic}/${category}`)
    if (wanted === undefined) return null
    const order = editions.map((code) => ({ code, ...parts(code.edition) })).toSorted(newestFirst)
    const upTo = order.filter((e) => e.main < wanted.main || (e.main === wanted.main && e.sub <= wanted.sub))
    return upTo[0]?.code ?? order.at(-1)?.code ?? null
  }
}

interface Parts {
  readonly main: number
  readonly sub: number
}

function parts(edition: string): Parts {
  const [main, sub] = edition.split('.')
  return { main: Number(main), sub: Number(sub) }
}

function newestFirst(a: Parts, b: Parts): number {
  return b.main - a.main || b.sub - a.sub
}
