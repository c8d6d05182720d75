import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { heardFromNode, nodeLive, nodeUnreachable } from './connection.ts'
import { keys } from './keys.ts'

/** A burst of changes becomes one refresh a screen. */
const GATHER_MS = 400
const RETRY_MIN_MS = 500
const RETRY_MAX_MS = 5_000
/** The stream says `node` every 5 s; several of those in silence mean a dead link that has not said so. */
const SILENCE_MS = 20_000
const WATCH_MS = 5_000

interface Change {
  readonly type: string
  readonly id: string
}

/** Marks as stale, once a burst, every copy of what changed. */
function changeGatherer(queries: QueryClient): { note: (change: Change) => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const changed = new Map<string, Set<string>>()
  const flush = (): void => {
    timer = undefined
    for (const [type, ids] of changed) {
      void queries.invalidateQueries({ queryKey: keys.lists(type) })
      for (const id of ids) void queries.invalidateQueries({ queryKey: keys.record(type, id) })
    }
    changed.clear()
  }
  return {
    note: ({ type, id }) => {
      changed.set(type, (changed.get(type) ?? new Set()).add(id))
      timer ??= setTimeout(flush, GATHER_MS)
    },
    stop: () => clearTimeout(timer),
  }
}

/** What a small event makes stale. */
const STALE: Readonly<Record<string, readonly QueryKey[]>> = {
  needs: [keys.needs],
  job: [keys.jobs],
  node: [keys.auditHead],
}

/**
 * Follows `/live` and marks what changed as stale. Reconnects for ever with a growing pause; on return, and when the
 * node says it forgot what was missed, everything is asked for again. @returns stop
 */
export function followLive(queries: QueryClient): () => void {
  const gatherer = changeGatherer(queries)
  let source: EventSource | null = null
  let retry = RETRY_MIN_MS
  let stopped = false
  let wasLost = false
  let heard = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const hear = (): void => {
    heard = Date.now()
    heardFromNode()
  }
  const note = (event: MessageEvent<string>): void => {
    hear()
    gatherer.note(JSON.parse(event.data) as Change)
  }
  const everything = (): void => void queries.invalidateQueries()
  const opened = (): void => {
    retry = RETRY_MIN_MS
    heard = Date.now()
    nodeLive()
    if (wasLost) everything()
    wasLost = false
  }
  const lose = (): void => {
    source?.close()
    source = null
    if (stopped) return
    wasLost = true
    nodeUnreachable()
    clearTimeout(timer)
    timer = setTimeout(open, retry)
    retry = Math.min(retry * 2, RETRY_MAX_MS)
  }
  function open(): void {
    source = new EventSource('/api/v1/live')
    source.addEventListener('open', opened)
    source.addEventListener('error', lose)
    source.addEventListener('change', note)
    source.addEventListener('gone', note)
    source.addEventListener('reset', everything)
    source.addEventListener('session', everything)
    for (const [event, stale] of Object.entries(STALE)) {
      source.addEventListener(event, () => {
        hear()
        for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
      })
    }
  }
  const watch = setInterval(() => {
    if (source !== null && Date.now() - heard > SILENCE_MS) lose()
  }, WATCH_MS)

  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    clearInterval(watch)
    gatherer.stop()
    source?.close()
  }
}
