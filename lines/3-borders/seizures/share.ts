import type { Item } from './contract/item.ts'
import type { Seizure } from './contract/seizure.ts'

/** What another nation gets of an item: what it was and how much, and a firearm's marks, because they are traced abroad. */
export type SharedItem = Pick<
  Item,
  'item' | 'kind' | 'quantity' | 'substance' | 'purity' | 'firearm' | 'vessel'
>

export interface SharedSeizure {
  readonly reference: string
  readonly seizedAt: string
  readonly placeKind: Seizure['place']['kind']
  readonly agency: string
  readonly state: Seizure['state']
  readonly items: readonly SharedItem[]
}

/**
 * What may leave with a release. Officers, circumstances, the exact place, descriptions and exhibits stay: they name people
 * and where the things are kept, and are asked for in a request of their own.
 */
export function sharedSeizure(body: Seizure): SharedSeizure {
  return {
    reference: body.reference,
    seizedAt: body.seizedAt,
    placeKind: body.place.kind,
    agency: body.agency,
    state: body.state,
    items: body.items.map(({ item, kind, quantity, substance, purity, firearm, vessel }) => ({
      item,
      kind,
      quantity,
      substance,
      purity,
      firearm,
      vessel,
    })),
  }
}
