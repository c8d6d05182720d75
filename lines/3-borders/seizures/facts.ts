/** What seizures publish for the results framework. Counts, never persons; by the database function `counter`; `lister` names what was counted. */
export const seizureFacts = [
  {
    id: 'seizures.made',
    about: 'Seizures made in the period, by kind of place',
    dimensions: ['place'],
    ratio: false,
    counter: 'count_seizures',
    lister: 'counted_seizures',
  },
  {
    id: 'seizures.firearms',
    about: 'Items that are firearms in seizures made in the period, by kind of place',
    dimensions: ['place'],
    ratio: false,
    counter: 'count_seizures',
    lister: 'counted_seizures',
  },
] as const
