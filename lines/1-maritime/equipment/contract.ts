import { defineCapability } from '@basinet/kernel/contract'
import * as crew from './contract/crew-member.ts'
import * as act from './contract/item-commands.ts'
import { equipmentItem } from './contract/item.ts'
import { CAPABILITY, LINE, ROLES } from './contract/words.ts'

export { crewMember, type CrewMember } from './contract/crew-member.ts'
export { equipmentItem, type EquipmentItem } from './contract/item.ts'
export { heldCodes, type HeldElsewhere } from './readiness/crew.ts'
export { findingsOf, fuelHours, readinessOf, type Finding, type Readiness } from './readiness/readiness.ts'

/** What a nation sails, flies, sees and talks with, and whether it is ready: custody, upkeep, end use, crews. */
export const equipmentCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [equipmentItem, crew.crewMember] as never,
  commands: [
    act.registerItem,
    act.describeItem,
    act.handItem,
    act.readMeters,
    act.planTask,
    act.doTask,
    act.dropTask,
    act.stockPart,
    act.reportDefect,
    act.closeDefect,
    act.inspectItem,
    act.loseItem,
    act.findItem,
    act.disposeItem,
    crew.enrolMember,
    crew.assignMember,
    crew.qualifyMember,
    crew.disqualifyMember,
    crew.leaveMember,
  ],
  roles: ROLES,
})
