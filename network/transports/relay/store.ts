/** One message kept for somebody. What is in it the relay cannot read. */
export interface HeldMessage {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly at: number
  readonly bytes: Uint8Array
}

/** What a relay keeps. An acknowledged `add` survives a crash; losing one costs time, since its sender sends again without a receipt. */
export interface RelayStore {
  /** Messages and bytes kept from a nation for another. */
  load(from: string, to: string): Promise<{ readonly messages: number; readonly bytes: number }>
  /** The same bytes from and for the same nations are kept once. */
  add(message: Omit<HeldMessage, 'id'>): Promise<void>
  /** Oldest first, of at most so many bytes together, though at least one; and whether there is more. */
  take(to: string, most: number, maxBytes: number): Promise<{ messages: HeldMessage[]; more: boolean }>
  /** Only those kept for this nation. */
  drop(to: string, ids: readonly number[]): Promise<void>
  dropBefore(at: number): Promise<void>
}
