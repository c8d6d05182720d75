import { apiGet } from '../api/client.ts'
import type { Catalogue, Found } from '../api/types.ts'
import type { SearchHit, SearchProvider } from '../parts/search-provider.ts'
import { isForPeople } from '../parts/command-name.ts'
import { readableTitle } from '../parts/record/readable-title.ts'
import { recordPath, verbOf } from '../parts/record-path.ts'
import { NODE_PAGES, RAIL } from './lines.ts'

export interface HitGroup {
  readonly kind: string
  readonly hits: readonly SearchHit[]
  /** This source could not be asked; the others stand. */
  readonly failed: boolean
}

type Name = (key: string, fallback: string) => string

const modules = import.meta.glob<{ provider: SearchProvider }>('../../../lines/*/*/screens/search.ts')
const HITS_MAX = 8

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Places and commands of the console itself, found in the reader's language without asking the node. */
export function commandHits(text: string, catalogue: Catalogue | undefined, name: Name): SearchHit[] {
  const pages: SearchHit[] = [
    { key: 'home', title: name('nav.home', 'Home'), path: '/' },
    ...RAIL.map(({ id }) => ({ key: id, title: name(`line.${id}.name`, id), path: `/${id}` })),
    ...NODE_PAGES.map(({ id, path }) => ({ key: path, title: name(`nav.${id}`, id), path })),
  ]
  const types = Object.values(catalogue?.records ?? {}).map((r) => ({
    key: r.type,
    title: name(`record.${r.type}.plural`, name(`record.${r.type}.name`, r.type)),
    path: `/${r.line}/${r.capability}/${r.type}`,
  }))
  const commands = Object.values(catalogue?.commands ?? {})
    .filter((c) => c.kind === 'create' && c.allowed && isForPeople(c.name))
    .flatMap((c) => {
      const r = catalogue?.records[c.record]
      if (r === undefined) return []
      const path = `/${r.line}/${r.capability}/${r.type}/new/${verbOf(c.name)}`
      return [{ key: c.name, title: name(`command.${c.name}.name`, c.name), path }]
    })
  const wanted = fold(text)
  return [...commands, ...types, ...pages]
    .filter((hit) => fold(hit.title).includes(wanted))
    .slice(0, HITS_MAX)
}

async function recordHits(text: string, catalogue: Catalogue | undefined, name: Name): Promise<SearchHit[]> {
  const { items } = await apiGet<{ items: Found[] }>('/search', { q: text, limit: HITS_MAX })
  return items.map((found) => ({
    key: `${found.type}/${found.id}`,
    title: readableTitle(found.title, found.type),
    detail: name(`record.${found.type}.name`, found.type),
    path: recordPath(catalogue, found.type, found.id),
  }))
}

async function settle(kind: string, ask: Promise<readonly SearchHit[]>): Promise<HitGroup> {
  try {
    return { kind, hits: (await ask).slice(0, HITS_MAX), failed: false }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    return { kind, hits: [], failed: true }
  }
}

/** Asks everything at once; a source that fails is named, and costs the others nothing. */
export async function searchEverywhere(
  text: string,
  catalogue: Catalogue | undefined,
  name: Name,
  signal: AbortSignal,
): Promise<HitGroup[]> {
  const own = new Set(catalogue?.lines.flatMap((l) => l.capabilities.map((c) => `${l.id}/${c.id}`)))
  const providers = (await Promise.all(Object.values(modules).map((load) => load())))
    .map((m) => m.provider)
    .filter((p) => own.has(p.capability))
  return Promise.all([
    ...providers.map((p) => settle(p.kind, p.find(text, signal))),
    settle('search.records', recordHits(text, catalogue, name)),
  ])
}
