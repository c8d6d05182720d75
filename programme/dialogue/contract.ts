import { defineCapability } from '@basinet/kernel/contract'
import { AUDITOR, CONTROLLER, OFFICER, PORTAL } from '@basinet/funding/contract/fields'
import { amendDonor, donor, registerDonor } from './contract/donor.ts'
import { completeItem, deferItem, item, recordItem, reopenItem, withdrawItem } from './contract/item.ts'
import { announceMeeting, meeting, minuteMeeting } from './contract/meeting.ts'
import { circulatePaper, draftPaper, paper, withdrawPaper } from './contract/paper.ts'
import { adoptPriority, endPriority, openDialogue, priority } from './contract/priority.ts'
import { CAPABILITY, LINE, REPRESENTATIVE } from './contract/words.ts'

export type { Donor } from './contract/donor.ts'
export type { Item } from './contract/item.ts'
export type { Meeting } from './contract/meeting.ts'
export { balanceOf, type Balance } from './balance.ts'

/** Meetings, priorities, decisions, commitments and action items of the cooperation dialogue, its papers and its donors. */
export const dialogueCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [item, priority, meeting, paper, donor],
  commands: [
    recordItem,
    completeItem,
    deferItem,
    reopenItem,
    withdrawItem,
    adoptPriority,
    endPriority,
    openDialogue,
    announceMeeting,
    minuteMeeting,
    draftPaper,
    circulatePaper,
    withdrawPaper,
    registerDonor,
    amendDonor,
  ],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
    { id: REPRESENTATIVE, purposes: ['programme'] },
    { id: PORTAL, purposes: [], heldBy: 'machine' },
  ],
})
