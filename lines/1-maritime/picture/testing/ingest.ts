import { join } from 'node:path'
import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import { systemFeedClock } from '@basinet/kernel/feeds'
import { startIngest, type Ingest } from '../live/ingest.ts'
import { lineTime } from '../live/line-time.ts'
import type { RulesPort } from '../live/rules-port.ts'
import type { Alert } from '../rules/alert.ts'
import type { PictureStore } from './store.ts'

const noRules: RulesPort = {
  position: () => [],
  statics: () => [],
  text: () => [],
  tick: () => [],
  reception: () => 0,
  restore: () => undefined,
  restoreStatic: () => undefined,
  configure: () => [],
}

export interface TestIngest {
  readonly ingest: Ingest
  readonly changes: FeedChange[]
  readonly alerts: Alert[]
  readonly errors: unknown[]
}

const LEASE = 'ingest:ais'

/** An ingest in this thread, holding the lease as `holder`. */
export async function openIngest(
  db: PictureStore,
  options: { readonly holder?: string; readonly fileRoot?: string; readonly rules?: RulesPort } = {},
): Promise<TestIngest> {
  const holder = options.holder ?? 'process-a'
  const { rows } = await db.admin.query<{ fence: string | null }>(
    'SELECT basinet.lease_take($1, $2, 3600) AS fence',
    [LEASE, holder],
  )
  const fence = rows[0]?.fence ?? null
  if (fence === null) throw new Error('another ingest of this test holds the lease')
  const found = { changes: [] as FeedChange[], alerts: [] as Alert[], errors: [] as unknown[] }
  const ingest = await startIngest({
    run: (work) => db.asService(work),
    mode: 'service',
    holder,
    lease: { name: LEASE, fence: BigInt(fence) },
    tools: {
      clock: systemFeedClock,
      openSerial: () => Promise.reject(new Error('no serial device in tests')),
      fileRoot: options.fileRoot ?? join('/', 'nonexistent'),
      lineTime,
    },
    rules: options.rules ?? noRules,
    keepMs: 40 * 366 * 86_400_000,
    events: {
      wantsDelta: () => true,
      delta: () => undefined,
      statics: () => undefined,
      alerts: (list) => void found.alerts.push(...list),
      feedChange: (change) => void found.changes.push(change),
      fenced: () => void found.errors.push(new Error('fenced')),
      error: (error) => void found.errors.push(error),
    },
  })
  return { ...found, ingest }
}

export function feedOf(transport: FeedConfig['transport'], change: Partial<FeedConfig> = {}): FeedConfig {
  return {
    id: '01890000-0000-7000-8000-00000000feed',
    name: 'Morne Fortune',
    station: 'morne',
    content: 'ais',
    transport,
    time: 'arrival',
    lateAfterS: 2,
    silentAfterS: 3,
    data: { owner: 'LCA', class: 'official', releaseTo: [] },
    state: 'active',
    ...change,
  }
}

const WAIT_MS = 20
const WAIT_MAX_MS = 60_000

/** Waits until the condition holds; throws with the text when it does not within a minute. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${WAIT_MAX_MS} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}
