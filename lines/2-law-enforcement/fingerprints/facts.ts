/** What fingerprints publish for the results framework. Counts, never persons; by the database function `counter`. */
export const fingerprintFacts = [
  {
    id: 'fingerprints.identified',
    about: 'Of marks lifted in the period, those identified by two examiners',
    dimensions: [],
    ratio: true,
    counter: 'count_fingerprints',
  },
] as const
