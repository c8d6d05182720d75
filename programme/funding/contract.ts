import { defineCapability } from '@basinet/kernel/contract'
import {
  activateInstrument,
  amendInstrument,
  closeInstrument,
  draftInstrument,
  instrument,
} from './contract/instrument.ts'
import { correctEntry, ledgerEntry, openLedger, postEntry } from './contract/ledger-entry.ts'
import { AUDITOR, CAPABILITY, CONTROLLER, LINE, OFFICER } from './contract/words.ts'

export { instrument, type Instrument } from './contract/instrument.ts'
export { ledgerEntry, type LedgerEntry } from './contract/ledger-entry.ts'
export { AREAS } from './contract/words.ts'
export { groupEntries, type Group } from './group.ts'

/** What was appropriated, allocated, committed, obligated, disbursed and expended, each figure with its source. */
export const fundingCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [ledgerEntry, instrument],
  commands: [
    postEntry,
    correctEntry,
    openLedger,
    draftInstrument,
    amendInstrument,
    activateInstrument,
    closeInstrument,
  ],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
  ],
})
