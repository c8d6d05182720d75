import { ok } from '@basinet/kernel/contract'
import type { Answerer } from '../transport.ts'
import { encodeRelayAnswer, openRelayRequest, RELAY_MESSAGES_MAX, type RelayAnswer } from './message.ts'
import type { RelayStore } from './store.ts'

/** Kept from one nation for another; who floods fills its own share and nobody else's. */
export const RELAY_PAIR_MESSAGES_MAX = 4096
const RELAY_PAIR_BYTES_MAX = 64 * 1024 * 1024
/** What nobody came for: an island may be away for 30 days, and its senders send again after that. */
export const RELAY_KEEP_MS = 35 * 86_400_000
/** Bytes an answer brings beside its heads. */
const ANSWER_BYTES_MAX = 3 * 1024 * 1024

export interface RelayOptions {
  readonly store: RelayStore
  readonly isMember: (nation: string) => boolean
  readonly now: () => number
}

/**
 * A relay's answer to members: keeps messages for others and gives them out. It has no key to what is in them and reads no
 * byte of it. Whatever it may do wrong shows at the ends: heads, receipts and envelopes are signed by others, so a message that is
 * changed or made up is refused, one that is repeated or out of order has no effect, and one that is kept back stays without
 * the receipt its sender waits for.
 */
export function relayAnswerer({ store, isMember, now }: RelayOptions): Answerer {
  return async (from, bytes) => {
    const request = openRelayRequest(bytes)
    if (!request.ok) return request
    await store.dropBefore(now() - RELAY_KEEP_MS)
    await store.drop(from, request.value.taken)
    const refused: RelayAnswer['refused'] = []
    const said = refused as [number, string][]
    for (const [i, [to, message]] of request.value.leave.entries()) {
      const load = await store.load(from, to)
      const full =
        load.messages >= RELAY_PAIR_MESSAGES_MAX || load.bytes + message.length > RELAY_PAIR_BYTES_MAX
      if (to === from || !isMember(to)) said.push([i, 'relay.addressee'])
      else if (full) said.push([i, 'relay.full'])
      else await store.add({ from, to, at: now(), bytes: message })
    }
    const room = Math.min(request.value.room, ANSWER_BYTES_MAX)
    const { messages, more } = await store.take(from, RELAY_MESSAGES_MAX, room)
    const held = messages.map((m): [number, string, Uint8Array] => [m.id, m.from, m.bytes])
    return ok(encodeRelayAnswer({ held, more: more ? 'yes' : 'no', refused }))
  }
}
