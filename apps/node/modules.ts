import { custodyModule } from '@basinet/kernel/custody'
import { feedsModule } from '@basinet/kernel/feeds'
import { identityModule } from '@basinet/kernel/identity'
import type { Core } from '@basinet/kernel/record'
import { ballisticsModule } from '@basinet/ballistics'
import { fingerprintsModule } from '@basinet/fingerprints'
import { firearmsModule } from '@basinet/firearms'
import { assistanceModule } from '@basinet/assistance'
import { dialogueModule } from '@basinet/dialogue'
import { factSheetsModule } from '@basinet/fact-sheets'
import { fundingModule } from '@basinet/funding'
import { oversightModule } from '@basinet/oversight'
import { projectsModule } from '@basinet/projects'
import { evidenceModule, hitModule, networkModule, requestsModule } from '@basinet/network'
import type { AskableModule } from '@basinet/network/contract'
import { equipmentModule } from '@basinet/equipment'
import { interdictionModule } from '@basinet/interdiction'
import { partnerWatchModule } from '@basinet/partner-watch'
import { pictureModule, readReleasable } from '@basinet/picture'
import { radarCoverageModule } from '@basinet/radar-siting'
import { makeSeizure, seizuresModule } from '@basinet/seizures'
import { resultsModule } from '@basinet/results'
import { assistedVetting, publishedQualifications, trainingModule } from '@basinet/training'
import { publishedFacts } from './facts.ts'

/** The node's capabilities. A new one is added here, in the mission's order, and nowhere else. */
export function lineModules(core: () => Core): AskableModule[] {
  const modules: AskableModule[] = [
    identityModule(core),
    feedsModule(),
    custodyModule(),
    networkModule(core),
    hitModule(core, () => modules.flatMap((m) => m.probes ?? [])),
    requestsModule(core),
    evidenceModule(core),
    pictureModule(),
    partnerWatchModule(core, readReleasable),
    interdictionModule(makeSeizure, publishedQualifications(core)),
    radarCoverageModule(),
    equipmentModule(),
    fingerprintsModule(core),
    ballisticsModule(core),
    seizuresModule(),
    firearmsModule(),
    dialogueModule(),
    fundingModule(),
    assistanceModule(),
    projectsModule(),
    factSheetsModule(),
    oversightModule(core),
    resultsModule(publishedFacts),
    trainingModule(core, { vetting: assistedVetting }),
    // A new capability goes above this line.
  ]
  return modules
}
