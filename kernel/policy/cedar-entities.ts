import type { EntityJson } from '@cedar-policy/cedar-wasm/nodejs'
import { classRank } from '../contract/label.ts'
import type { PolicyRequest } from './policy.ts'

export const SUBJECT = { type: 'Subject', id: 'subject' } as const
export const ITEM = { type: 'Item', id: 'item' } as const

/** Instants (ms since the Unix epoch) at which the answer to a request may change; a decision holds between two of them. */
export interface Instants {
  readonly vettedUntil: number | null
  readonly eraseBy: number | null
  readonly leaseUntil: number | null
}

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text))

/** Null where a time of the label or the subject is not readable as one: such a request is refused, not guessed. */
export function instantsOf(request: PolicyRequest): Instants | null {
  const found = {
    vettedUntil: instant(request.subject.vettedUntil),
    eraseBy: instant(request.label.eraseBy),
    leaseUntil: instant(request.label.leaseUntil),
  }
  return Object.values(found).some((ms) => Number.isNaN(ms)) ? null : found
}

/** Subject and item as schema.cedarschema has them. Who the person is decides nothing, so no name goes in. */
export function entitiesOf(request: PolicyRequest, instants: Instants): EntityJson[] {
  const { subject, label } = request
  return [
    {
      uid: SUBJECT,
      parents: [],
      attrs: {
        nation: subject.nation,
        agency: subject.agency,
        unit: subject.unit,
        clearance: subject.clearance,
        handling: [...subject.handling],
        ...(subject.purpose === null ? {} : { purpose: subject.purpose }),
        juvenile: subject.juvenile,
        sealed: subject.sealed,
        ...(instants.vettedUntil === null ? {} : { vettedUntil: instants.vettedUntil }),
        types: [...request.types],
        realms: [...subject.realms],
      },
    },
    {
      uid: ITEM,
      parents: [],
      attrs: {
        type: request.type,
        realm: request.realm,
        owner: label.owner,
        class: classRank(label.class),
        releaseTo: label.releaseTo,
        displayOnly: label.displayOnly,
        handling: label.handling,
        purposes: label.purposes,
        personal: label.personal,
        juvenile: label.juvenile,
        sealed: label.sealed,
        ...(instants.eraseBy === null ? {} : { eraseBy: instants.eraseBy }),
        holds: label.holds,
        ...(instants.leaseUntil === null ? {} : { leaseUntil: instants.leaseUntil }),
        onward: label.onward,
      },
    },
  ]
}
