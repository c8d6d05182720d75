import type { Result } from '../contract/result.ts'
import { listRecords, type ListQuery, type Page } from '../record/list.ts'
import { readRecord } from '../record/read.ts'
import type { Tx } from '../store/store.ts'
import { followChain, type Chain, type ChainEvent } from './chain.ts'
import { custodyEvent, type CustodyEvent } from './contract/custody-event.ts'
import { exhibit, type Exhibit } from './contract/exhibit.ts'
import { eventHash } from './event-hash.ts'
import type { ExhibitRecord } from './step.ts'

type Lister = (query: ListQuery) => Promise<Result<Page<CustodyEvent>>>

const PAGE = 500
/** An exhibit with more steps than this is no exhibit but a mistake. */
const EVENTS_MAX = 10_000

/** Every event of an exhibit that may be read, in order, each hashed afresh. */
export async function readEvents(list: Lister, exhibitId: string): Promise<ChainEvent[]> {
  const events: ChainEvent[] = []
  let cursor: string | undefined
  do {
    const page = await list({
      filters: [{ name: 'exhibit', op: 'eq', value: exhibitId }],
      sort: 'sequence',
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    for (const { id, body } of page.value.items) events.push({ id, body, hash: eventHash(id, body) })
    cursor = page.value.next ?? undefined
  } while (cursor !== undefined && events.length < EVENTS_MAX)
  return events
}

export interface ExhibitChain {
  readonly exhibit: ExhibitRecord
  readonly events: readonly ChainEvent[]
  readonly chain: Chain
}

/** The exhibit with its chain and every gap in it; null when it is absent or may not be read. */
export async function readChain(tx: Tx, exhibitId: string): Promise<ExhibitChain | null> {
  const record = await readRecord<Exhibit>(tx, exhibit, exhibitId)
  if (record === null) return null
  const events = await readEvents((query) => listRecords(tx, custodyEvent, query), exhibitId)
  return { exhibit: record, events, chain: followChain(events, record.body, tx.at) }
}
