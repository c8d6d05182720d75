import { defineCapability } from '../contract/line.ts'
import {
  analyseExhibit,
  checkExhibit,
  correctExhibit,
  declineExhibit,
  disposeExhibit,
  divideExhibit,
  exhibitLabels,
  openExhibit,
  produceExhibit,
  receiveExhibit,
  registerExhibit,
  sealExhibit,
  transferExhibit,
} from './contract/commands.ts'
import { custodyEvent } from './contract/custody-event.ts'
import { exhibit } from './contract/exhibit.ts'
import { CAPABILITY, HANDLER, LINE, OFFICER, SUPERVISOR } from './contract/words.ts'

export { CATEGORIES, ENDS, exhibit, EXHIBIT_STATES, type Exhibit } from './contract/exhibit.ts'
export { custodyEvent, EVENT_KINDS, type CustodyEvent, type EventKind } from './contract/custody-event.ts'
export { Holder, Quantity, Seal } from './contract/words.ts'
export { NewExhibit } from './contract/commands.ts'
export { canonicalText } from './canonical.ts'
export { followChain, type Chain, type ChainEvent, type ChainHead } from './chain.ts'
export type { Gap, GapCode } from './gap.ts'

const PURPOSE = 'custody'

/** Exhibits and what happened to them: one mechanism for boats, laboratories, courts and prisons. */
export const custodyCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [exhibit, custodyEvent],
  commands: [
    registerExhibit,
    sealExhibit,
    openExhibit,
    transferExhibit,
    receiveExhibit,
    declineExhibit,
    analyseExhibit,
    divideExhibit,
    produceExhibit,
    checkExhibit,
    correctExhibit,
    disposeExhibit,
    exhibitLabels.restrict,
    exhibitLabels.relabel,
  ],
  roles: [HANDLER, OFFICER, SUPERVISOR].map((id) => ({ id, purposes: [PURPOSE] })),
})
