import { defineCapability } from '@basinet/kernel/contract'
import {
  addItems,
  amendItem,
  amendSeizure,
  annulSeizure,
  closeSeizure,
  confirmSeizure,
  recordSeizure,
  seizureLabels,
} from './contract/commands.ts'
import { CAPABILITY, CUSTOMS, EXHIBITS, LINE, seizure, WATCH } from './contract/seizure.ts'

export {
  ITEM_KINDS,
  PURITY_BASES,
  SERIAL_STATES,
  type Item,
  type ItemFacts,
  type ItemKind,
} from './contract/item.ts'
export { seizureInput, type SeizureInput } from './contract/commands.ts'
export { PLACE_KINDS, seizure, STATES, type Seizure } from './contract/seizure.ts'
export { sumByUnit, type Total } from './sum-by-unit.ts'

/** The register of what was seized, where, by whom, with its exhibits in custody from the first minute. */
export const seizuresCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [seizure],
  commands: [
    recordSeizure,
    amendSeizure,
    addItems,
    amendItem,
    confirmSeizure,
    closeSeizure,
    annulSeizure,
    seizureLabels.restrict,
    seizureLabels.relabel,
  ],
  roles: [
    // Reads the exhibits its seizures begin; taking them in hand is the role exhibit-handler of custody.
    { id: CUSTOMS, purposes: ['customs'], reads: ['exhibit', 'custody-event'] },
    { id: EXHIBITS, purposes: ['custody'] },
    { id: WATCH, purposes: ['maritime-security'] },
  ],
})
