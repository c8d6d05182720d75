/** What training publishes for the results framework. Counts, never persons; by the database function `counter`. */
export const trainingFacts = [
  {
    id: 'training.completed',
    about: 'Persons who completed a course that ended in the period',
    dimensions: ['sex'],
    ratio: false,
    counter: 'count_training',
  },
  {
    id: 'training.passed',
    about: 'Of those who completed a course that ended in the period, those who passed',
    dimensions: ['sex'],
    ratio: true,
    counter: 'count_training',
  },
  {
    id: 'training.behaviour',
    about: 'Of those followed up after six months, those in whose work it was seen',
    dimensions: ['sex'],
    ratio: true,
    counter: 'count_training',
  },
] as const
