import { fingerprintFacts } from '@basinet/fingerprints'
import { firearmFacts } from '@basinet/firearms'
import { interdictionFacts } from '@basinet/interdiction'
import { countedFact, type PublishedFact, type Sighting } from '@basinet/results'
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

/** What was first seen of a thing that is counted: an alert with the plots it was raised on, or a contact that somebody entered. */
export const sightings: readonly Sighting[] = [
  { type: 'picture-alert', page: '/1-maritime/picture/picture-alert/' },
  { type: 'hand-contact', page: '/1-maritime/picture/hand-contact/' },
]
