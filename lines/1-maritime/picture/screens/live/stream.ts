import { apiSend, url } from '@basinet/console/api/client.ts'
import { createStore } from '@basinet/console/state/store.ts'
import type { AlertView, DeltaEvent, SnapshotEvent } from '../../contract.ts'
import type { VesselStore } from './vessel-store.ts'

export interface StreamState {
  readonly state: 'connecting' | 'live' | 'lost'
  /** This browser's clock at the last event. */
  readonly heardAt: number
}

/** Whether the picture still comes in; the map shows it across its top when it does not. */
export const streamState = createStore<StreamState>({ state: 'connecting', heardAt: Date.now() })

export interface Viewport {
  readonly bbox: readonly [number, number, number, number]
  readonly zoom: number
}

export interface PictureStream {
  /** Tells the node what is looked at; called when the map stops moving. */
  readonly look: (viewport: Viewport) => void
  readonly stop: () => void
}

const RETRY_MIN_MS = 500
const RETRY_MAX_MS = 5_000
/** Deltas come every second or two, and an empty one when nothing moved; so long without any means the link is gone. */
const SILENCE_MS = 15_000
const WATCH_MS = 3_000

const address = ({ bbox, zoom }: Viewport): string =>
  url('/picture/stream', { bbox: bbox.map((n) => n.toFixed(4)).join(','), zoom: zoom.toFixed(1) })

/** Opens one event stream; what it says goes to the listener until it is closed. */
function openSource(
  viewport: Viewport,
  on: {
    readonly snapshot: (event: SnapshotEvent) => void
    readonly delta: (event: DeltaEvent) => void
    /** Null: there are more than were told. */
    readonly alert: (event: AlertView | null) => void
    readonly error: () => void
  },
): EventSource {
  const source = new EventSource(address(viewport))
  const hear = <T>(name: string, take: (event: T) => void): void =>
    source.addEventListener(name, (event: MessageEvent<string>) => take(JSON.parse(event.data) as T))
  hear<SnapshotEvent>('snapshot', on.snapshot)
  hear<DeltaEvent>('delta', on.delta)
  hear<AlertView>('alert', on.alert)
  hear<unknown>('alerts', () => on.alert(null))
  source.addEventListener('error', on.error)
  return source
}

/** Follows the live picture into a store, reconnecting for ever; alerts go to `onAlert` as they come. */
export function followPicture(
  store: VesselStore,
  first: Viewport,
  onAlert: (alert: AlertView | null) => void,
): PictureStream {
  let viewport = first
  let told = first
  let id: string | null = null
  let source: EventSource | null = null
  let retry = RETRY_MIN_MS
  let heardAt = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const hear = (): void => {
    heardAt = Date.now()
    streamState.set({ state: 'live', heardAt })
  }
  const lose = (): void => {
    source?.close()
    source = null
    id = null
    if (stopped) return
    streamState.set({ state: 'lost', heardAt })
    clearTimeout(timer)
    timer = setTimeout(open, retry)
    retry = Math.min(retry * 2, RETRY_MAX_MS)
  }
  const tell = (): void => {
    if (id === null || viewport === told) return
    told = viewport
    // A viewport that did not arrive is put right by reconnecting with it.
    apiSend('POST', '/picture/stream/viewport', { stream: id, ...viewport }).catch(lose)
  }
  function open(): void {
    told = viewport
    source = openSource(viewport, {
      snapshot: (event) => {
        id = event.stream
        retry = RETRY_MIN_MS
        store.applySnapshot(event)
        hear()
        tell()
      },
      delta: (event) => {
        store.applyDelta(event)
        hear()
      },
      alert: (event) => {
        onAlert(event)
        hear()
      },
      error: lose,
    })
  }
  const watch = setInterval(() => {
    if (source !== null && Date.now() - heardAt > SILENCE_MS) lose()
  }, WATCH_MS)

  open()
  return {
    look: (next) => {
      viewport = next
      tell()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      clearInterval(watch)
      source?.close()
    },
  }
}
