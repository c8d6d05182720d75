import { defineCapability } from '@basinet/kernel/contract'
import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'
import { contribution, receiveContribution, recordContribution } from './contract/contribution.ts'
import {
  delayMilestone,
  dropMilestone,
  milestone,
  planMilestone,
  reachMilestone,
} from './contract/milestone.ts'
import { moveProject, openProjects, project, registerProject } from './contract/project.ts'
import { CAPABILITY, LINE } from './contract/words.ts'
import {
  finishContract,
  inspection,
  recordInspection,
  signContract,
  varyContract,
  workContract,
} from './contract/works.ts'

export type { Contribution } from './contract/contribution.ts'
export type { Milestone } from './contract/milestone.ts'
export type { Project } from './contract/project.ts'
export type { Inspection, WorkContract } from './contract/works.ts'
export { fundsOf, standingOf, type Fund, type Standing } from './standing.ts'

/** Works with their milestones, contracts, inspections and every contribution with its funder. */
export const projectsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [project, milestone, workContract, inspection, contribution],
  commands: [
    registerProject,
    openProjects,
    moveProject,
    planMilestone,
    delayMilestone,
    reachMilestone,
    dropMilestone,
    signContract,
    varyContract,
    finishContract,
    recordInspection,
    recordContribution,
    receiveContribution,
  ],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
  ],
})
