import { nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'
import { CREW_CHECK } from './contract/words.ts'
import { qualificationsOf } from './qualifications.ts'

/** Codes that each of these holders has in date on a day (YYYY-MM-DD), and nothing else of their certificates. */
export type PublishedQualifications = (
  holders: readonly string[],
  day: string,
) => Promise<ReadonlyMap<string, readonly string[]>>

/**
 * What training publishes for tasking: read by the node's own hand, since a watch that gives an order may not read certificates. A
 * certificate that was revoked a moment ago no longer counts.
 */
export function publishedQualifications(core: () => Core): PublishedQualifications {
  return async (holders, day) => {
    const node = core()
    const hand = { ...nodeSubject(node.nation), roles: [CREW_CHECK], clearance: 1, purpose: 'training' }
    return node.store.run(sealedSubject(node, hand, node.now()), {}, async (tx) => {
      const held = new Map<string, readonly string[]>()
      for (const holder of holders)
        held.set(
          holder,
          (await qualificationsOf(tx, holder, day)).map(({ code }) => code),
        )
      return held
    })
  }
}
