import { createStore } from '../state/store.ts'

export interface Connection {
  readonly state: 'connecting' | 'live' | 'lost'
  /** Milliseconds (this browser's clock) at which the node was last heard. */
  readonly heardAt: number
}

/** Whether the node answers; everything that shows data follows it, so that old data is never shown as new. */
export const connection = createStore<Connection>({ state: 'connecting', heardAt: Date.now() })

export function heardFromNode(): void {
  connection.set((before) => ({
    state: before.state === 'lost' ? 'connecting' : before.state,
    heardAt: Date.now(),
  }))
}

/** The event stream is open again: what is on screen follows the node once more. */
export function nodeLive(): void {
  connection.set({ state: 'live', heardAt: Date.now() })
}

export function nodeUnreachable(): void {
  connection.set((before) => (before.state === 'lost' ? before : { ...before, state: 'lost' }))
}
