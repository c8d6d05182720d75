import { fingerprintFacts } from '@basinet/fingerprints'
import { firearmFacts } from '@basinet/firearms'
import { interdictionFacts } from '@basinet/interdiction'
import { countedFact, type PublishedFact } from '@basinet/results'
import { seizureFacts } from '@basinet/seizures'
import { trainingFacts } from '@basinet/training'

/** Everything this node can compute indicators from. */
export const publishedFacts: readonly PublishedFact[] = [
  ...seizureFacts,
  ...interdictionFacts,
  ...firearmFacts,
  ...fingerprintFacts,
  ...trainingFacts,
].map(countedFact)
