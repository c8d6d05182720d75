/** What interdiction publishes for the results framework. Counts, never persons; by the database function `counter`; `lister` names what was counted. */
export const interdictionFacts = [
  {
    id: 'interdiction.ended',
    about: 'Operations sighted in the period that have ended',
    dimensions: [],
    ratio: false,
    counter: 'count_interdictions',
    lister: 'counted_interdictions',
  },
  {
    id: 'interdiction.disrupted',
    about: 'Of operations sighted in the period that have ended, those in which the traffic was disrupted',
    dimensions: [],
    ratio: true,
    counter: 'count_interdictions',
    lister: 'counted_interdictions',
  },
] as const
