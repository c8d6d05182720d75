import { defineCapability } from '@basinet/kernel/contract'
import { AUDITOR, CONTROLLER, OFFICER } from '@basinet/funding/contract/fields'
import { CAPABILITY, edition, LINE, publishSheet } from './contract/edition.ts'

export type { Edition } from './contract/edition.ts'
export { differencesOf, type Differences } from './differences.ts'
export type { Sheet } from './compose.ts'

/** Public fact sheets, edition by edition. */
export const factSheetsCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [edition],
  commands: [publishSheet],
  roles: [
    { id: OFFICER, purposes: ['programme'] },
    { id: CONTROLLER, purposes: ['programme'] },
    { id: AUDITOR, purposes: ['oversight'] },
  ],
})
