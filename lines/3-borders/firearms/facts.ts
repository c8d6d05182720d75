/** What firearms publish for the results framework. Counts, never persons; by the database function `counter`. */
export const firearmFacts = [
  {
    id: 'firearms.recovered',
    about: 'Firearms recovered in the period',
    dimensions: [],
    ratio: false,
    counter: 'count_firearms',
  },
  {
    id: 'firearms.traced',
    about: 'Of firearms recovered in the period, those traced to a purchaser',
    dimensions: [],
    ratio: true,
    counter: 'count_firearms',
  },
] as const
