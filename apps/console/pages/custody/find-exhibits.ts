import { apiGet } from '../../api/client.ts'
import type { AnyRecord, Found, Page, PersonRef } from '../../api/types.ts'

/** Hits taken from each way of looking; more means that the words were too wide. */
const HITS_MAX = 100
/** Values one filter takes (`in`). */
const VALUES_MAX = 50

type List = Promise<readonly AnyRecord[]>

/** The number an exhibit's title begins with; the category behind it is one word. */
const numberOf = (title: string): string => title.slice(0, title.lastIndexOf(' '))

/**
 * Exhibits by number, description or place (full text), by the seal on them or one they ever had, by the seizure they came
 * from, and by who holds them. Each way is asked of the node, which shows only what the reader may see.
 */
export async function findExhibits(text: string, signal: AbortSignal): Promise<readonly AnyRecord[]> {
  const list = async (type: string, query: Record<string, string>): List =>
    (await apiGet<Page<AnyRecord>>(`/records/${type}`, { ...query, limit: HITS_MAX }, signal)).items
  const among = (field: string, values: readonly string[]): List =>
    values.length === 0
      ? Promise.resolve([])
      : list('exhibit', { [`f.${field}.in`]: values.slice(0, VALUES_MAX).join(',') })

  const [hits, people, onIt, once] = await Promise.all([
    apiGet<{ items: Found[] }>('/search', { q: text, limit: HITS_MAX }, signal).then((r) => r.items),
    apiGet<{ items: PersonRef[] }>('/people', { q: text }, signal).then((r) => r.items),
    list('exhibit', { 'f.seal': text }),
    list('custody-event', { 'f.sealAfter': text }),
  ])
  const of = (type: string): Found[] => hits.filter((hit) => hit.type === type)
  const known = new Set(onIt.map((record) => record.id))
  const earlier = [...new Set(once.map((event) => String(event.body['exhibit'])))].filter(
    (id) => !known.has(id),
  )
  const found = await Promise.all([
    among(
      'number',
      of('exhibit').map((hit) => numberOf(hit.title)),
    ),
    among(
      'originId',
      of('seizure').map((hit) => hit.id),
    ),
    among(
      'holder',
      people.map((person) => person.id),
    ),
    ...earlier
      .slice(0, VALUES_MAX)
      .map(async (id) => [
        (await apiGet<{ record: AnyRecord }>(`/records/exhibit/${id}`, undefined, signal)).record,
      ]),
  ])
  const all = new Map([...onIt, ...found.flat()].map((record) => [record.id, record]))
  return [...all.values()].toSorted((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }))
}
