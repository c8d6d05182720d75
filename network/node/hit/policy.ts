import type { StreamPolicy } from '../../streams/index.ts'
import { agreementOf, type NetworkState } from '../state.ts'

/** Holder, requester, type and record of a hit that a person at the holder confirmed. */
export const hitKey = (holder: string, requester: string, type: string, record: string): string =>
  `${holder}/${requester}/${type}/${record}`

/**
 * The streams' policy with one more door: a kind shared by hit alone passes as core data where both sides hold that this record
 * was hit on and confirmed. Every other rule of the agreement stands.
 */
export function withConfirmedHits(
  policy: StreamPolicy,
  state: () => NetworkState,
  me: string,
  confirmed: ReadonlySet<string>,
): StreamPolicy {
  const opens = (
    about: Parameters<StreamPolicy['mayLeave']>[0] | Parameters<StreamPolicy['mayHold']>[0],
    from: string,
    to: string,
    at: number,
  ): boolean => {
    const { agreement, purpose, record, type, label } = about
    if (agreement === null || purpose === null || record === null) return false
    if (!confirmed.has(hitKey(from, to, type, record.id))) return false
    const held = agreementOf(state(), agreement)
    const reasons = held?.decider.decide({ type, label, purpose, from, recipient: to, at }).reasons ?? [
      'kind',
    ]
    return reasons.every((reason) => reason === 'hit-only')
  }
  return {
    mayLeave(meta, to, at) {
      const against = policy.mayLeave(meta, to, at)
      return against === 'hit-only' && opens(meta, me, to, at) ? null : against
    },
    mayHold(envelope, at) {
      const against = policy.mayHold(envelope, at)
      return against === 'hit-only' && opens(envelope, envelope.from, me, at) ? null : against
    },
  }
}
