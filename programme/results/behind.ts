import type { Label, StoredRecord } from '@basinet/kernel/contract'
import { readRecord, threadOf, type Thread } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { published, type Published } from './contract/published.ts'
import { value, type ResultValue } from './contract/value.ts'

/** A type of record that tells what was first seen, and the page that shows it, before its id. */
export interface Sighting {
  readonly type: string
  readonly page: string
}

interface Step {
  readonly type: string
  readonly id: string
  readonly title: string
}

/** A record that a published figure counts, as far as this reader may follow it. */
interface CountedThing extends Step {
  /** From what it names as its origin to what was first seen; empty where it names none, or it may not be read. */
  readonly origin: readonly Step[]
  /** Page that shows what was first seen; null where nothing was. */
  readonly page: string | null
}

export interface Behind {
  readonly published: StoredRecord<Published>
  readonly label: Label
  /** How many records the value names; null: it may not be read here, or was not computed. */
  readonly counted: number | null
  /** Those of them that this reader may open, newest first. */
  readonly things: readonly CountedThing[]
}

/** Things that are followed to their origin: a page, not an archive. */
const THINGS_MAX = 50
const DEPTH = 5

/** What stands behind a published figure: the records that were counted, and what each goes back to. Null: no such figure for this reader. */
export async function behindOf(tx: Tx, id: string, sightings: readonly Sighting[]): Promise<Behind | null> {
  const found = await readRecord<Published>(tx, published, id)
  if (found === null) return null
  const of = await readRecord<ResultValue>(tx, value, found.body.value)
  const counted = of?.body.counted ?? null
  const things: CountedThing[] = []
  for (const one of (counted ?? []).slice(0, THINGS_MAX)) {
    const thing = thingIn(await threadOf(tx, one.type, one.id, DEPTH), one.id, sightings)
    if (thing !== null) things.push(thing)
  }
  return { published: found, label: found.label, counted: counted?.length ?? null, things }
}

/** The nearest way along references from a record to what was first seen. */
function thingIn({ nodes, edges }: Thread, id: string, sightings: readonly Sighting[]): CountedThing | null {
  const byId = new Map(
    nodes.map(({ type, id: node, title }): [string, Step] => [node, { type, id: node, title }]),
  )
  const start = byId.get(id)
  if (start === undefined) return null
  const from = new Map<string, string | null>([[id, null]])
  for (const at of from.keys()) {
    const sighting = sightings.find((one) => one.type === byId.get(at)?.type)
    if (sighting !== undefined && at !== id)
      return { ...start, origin: wayTo(at, from, byId), page: `${sighting.page}${at}` }
    for (const edge of edges) if (edge.from.id === at && !from.has(edge.to.id)) from.set(edge.to.id, at)
  }
  return { ...start, origin: [], page: null }
}

function wayTo(
  end: string,
  from: ReadonlyMap<string, string | null>,
  byId: ReadonlyMap<string, Step>,
): Step[] {
  const way: Step[] = []
  for (let at: string | null = end; at !== null; at = from.get(at) ?? null) {
    const step = byId.get(at)
    if (step !== undefined) way.unshift(step)
  }
  return way.slice(1)
}
