import type { Label, RecordDeclaration } from '@basinet/kernel/contract'
import { outgoingLabel, type AgreementKind, type AgreementText, type Reason } from '../agreements/index.ts'
import type { EnvelopeMeta, StreamPolicy } from '../streams/index.ts'
import type { Envelope } from '../wire/index.ts'
import { agreementOf, isPartner, isSuperseded, type HeldAgreement, type NetworkState } from './state.ts'

/** Record types that keep the network itself going; they need no agreement and carry no record. */
export const NETWORK_TYPE = /^network\./

/**
 * Whether records of this realm leave and are taken at all: no agreement has words for protected witnesses or integrity
 * cases, and what is of the juvenile realm says so in its label, or it would pass where juveniles do not.
 */
export function realmTravels({ realm }: Pick<RecordDeclaration, 'realm'>, label: Label): boolean {
  return realm === 'general' || (realm === 'juvenile' && label.juvenile)
}

/** The agreement and purpose under which a record may go to a nation, or why none lets it. */
export type Way =
  | {
      readonly text: AgreementText
      readonly kind: AgreementKind
      readonly purpose: string
      readonly label: Label
      readonly humanRelease: boolean
    }
  | { readonly reasons: readonly (Reason | 'no-agreement' | 'human-release' | 'reference')[] }

/**
 * The first of the active agreements, and of its purposes, under which this flows; in the order of ids, so that every
 * process of the node takes the same.
 */
export function findWay(
  state: NetworkState,
  me: string,
  record: { readonly type: string; readonly label: Label },
  recipient: string,
  at: number,
): Way {
  let closest: readonly (Reason | 'no-agreement')[] | null = null
  for (const held of state.agreements) {
    const { text } = held.agreement
    if (!text.parties.includes(me) || !text.parties.includes(recipient)) continue
    if (isSuperseded(state, held, at)) continue
    for (const purpose of text.purposes) {
      const { flows, reasons, kind, humanRelease } = held.decider.decide({
        ...record,
        purpose,
        from: me,
        recipient,
        at,
      })
      if (flows && kind !== null)
        return { text, kind, purpose, label: outgoingLabel(record.label, text, at), humanRelease }
      if (closest === null || reasons.length < closest.length) closest = reasons
    }
  }
  return { reasons: closest ?? ['no-agreement'] }
}

/** The policy of the streams: the same rules at send and at ingest, over the state as it is at that moment. */
export function streamPolicy(state: () => NetworkState, me: string): StreamPolicy {
  return {
    mayLeave(meta: EnvelopeMeta, to: string, at: number): string | null {
      if (!isPartner(state(), to)) return 'not-a-member'
      return reasonAgainst(state(), { ...meta, from: me }, to, at)
    },
    mayHold(envelope: Envelope, at: number): string | null {
      if (!isPartner(state(), envelope.from)) return 'not-a-member'
      // Only the sender signs an envelope: what another nation is said to have written is not proven by it.
      if (envelope.record !== null && envelope.label.owner !== envelope.from) return 'owner'
      return reasonAgainst(state(), envelope, me, at)
    },
  }
}

interface Asked {
  readonly type: string
  readonly agreement: Envelope['agreement']
  readonly purpose: string | null
  readonly label: Label
  readonly from: string
}

function reasonAgainst(state: NetworkState, asked: Asked, recipient: string, at: number): string | null {
  const { type, agreement, purpose, label, from } = asked
  if (NETWORK_TYPE.test(type)) return agreement === null ? null : 'network-type'
  if (agreement === null || purpose === null) return 'no-agreement'
  const held: HeldAgreement | null = agreementOf(state, agreement)
  if (held === null) return 'no-agreement'
  const { flows, reasons } = held.decider.decide({ type, label, purpose, from, recipient, at })
  return flows ? null : (reasons[0] ?? 'no-agreement')
}
