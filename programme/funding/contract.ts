import { defineCapability } from '@basinet/kernel/contract'
import {
  activateInstrument,
  amendInstrument,
  closeInstrument,
  deliver,
  draftInstrument,
  instrument,
  planDeliverable,
  recordHostContribution,
} from './contract/instrument.ts'
import { answerAlarm, lapseAlarm } from './contract/lapse-alarm.ts'
import { correctEntry, ledgerEntry, openLedger, postEntry } from './contract/ledger-entry.ts'
import {
  importActivities,
  partnerActivity,
  placeActivity,
  withdrawActivity,
} from './contract/partner-activity.ts'
import { registerDocument, sourceDocument, withdrawDocument } from './contract/source-document.ts'
import { AUDITOR, CAPABILITY, CONTROLLER, LINE, OFFICER, PORTAL } from './contract/words.ts'

export { instrument, type Instrument } from './contract/instrument.ts'
export { ledgerEntry, type LedgerEntry } from './contract/ledger-entry.ts'
export { sourceDocument, type SourceDocument } from './contract/source-document.ts'
export type { ActivityFacts } from './contract/partner-activity.ts'
export { ACCOUNTS, AREAS, BASES, GOALS } from './contract/words.ts'
export { addDecimals, groupEntries, subtractDecimals, type Group, type GroupKey } from './group.ts'
export { seriesOf, stagesOf, nationsOf, type NationAmount, type Point, type Stage } from './figures.ts'
export type { DonorPortal, FundingTable, InstrumentRow, ShownEntry, ShownGroup } from './contract/wire.ts'
export type { Position } from './position.ts'

/** What was appropriated, allocated, committed, obligated, disbursed and expended, each figure with its source. */
export const fundingCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [ledgerEntry, instrument, sourceDocument, lapseAlarm, partnerActivity],
  commands: [
    postEntry,
    correctEntry,
    openLedger,
    draftInstrument,
    amendInstrument,
    activateInstrument,
    planDeliverable,
    deliver,
    recordHostContribution,
    closeInstrument,
    registerDocument,
    withdrawDocument,
    answerAlarm,
    importActivities,
    placeActivity,
    withdrawActivity,
  ],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
    { id: PORTAL, purposes: [], heldBy: 'machine' },
  ],
})
