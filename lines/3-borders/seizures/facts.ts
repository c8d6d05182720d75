/** What seizures publish for the results framework. Counts, never persons; by the database function `counter`. */
export const seizureFacts = [
  {
    id: 'seizures.made',
    about: 'Seizures made in the period, by kind of place',
    dimensions: ['place'],
    ratio: false,
    counter: 'count_seizures',
  },
  {
    id: 'seizures.firearms',
    about: 'Items that are firearms in seizures made in the period, by kind of place',
    dimensions: ['place'],
    ratio: false,
    counter: 'count_seizures',
  },
] as const
