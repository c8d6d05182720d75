import { defineCapability } from '@basinet/kernel/contract'
import * as site from './contract/site.ts'
import * as study from './contract/study.ts'
import { CAPABILITY, LINE, ROLES } from './contract/words.ts'

export type { RadarSite } from './contract/site.ts'
export type { CoverageStudy, StudyResult } from './contract/study.ts'

/** Where radars see, where they do not, and where the next one closes most. */
export const radarCoverageCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [site.radarSite, study.coverageStudy] as never,
  commands: [
    site.placeSite,
    site.changeSite,
    site.moveSite,
    site.retireSite,
    study.askStudy,
    study.repeatStudy,
    study.reportStudy,
  ],
  roles: ROLES,
})
