import { give, type Hands } from './demo-hands.ts'

const measure = {
  level: 'output',
  frequency: 'quarter',
  verification: 'Records of this node',
  leastCount: 5,
  claimsEffect: false,
}

/** Three indicators with values of an invented year, one quarter missing. */
export async function seedResults(hands: Hands): Promise<void> {
  const officer = (command: string, input: object, on?: { id: string; rev: number }) =>
    give(hands, 'results-officer', command, input, on)
  const define = async (input: object): Promise<void> => {
    const id = await officer('indicator.define', { ...measure, ...input })
    await officer('indicator.use', {}, { id, rev: 1 })
  }
  const share = { numerator: null, denominator: null }
  await define({
    code: 'EX.TRN-1',
    title: 'Officers completing regional training',
    definition: 'Persons who completed a course that ended in the period; each course counts.',
    unit: 'persons',
    aggregation: 'sum',
    ...share,
    dimensions: ['sex'],
    area: 'law-enforcement',
    goal: 'safety',
    fact: 'training.completed',
  })
  await define({
    code: 'EX.BRD-1',
    title: 'Narcotics seized at ports of entry',
    definition: 'Net weight as examined, every port of entry.',
    unit: 'kg',
    aggregation: 'sum',
    ...share,
    dimensions: [],
    area: 'borders',
    goal: 'trafficking',
    fact: null,
    leastCount: 1,
  })
  await define({
    code: 'EX.YTH-2',
    title: 'Completers in new or better employment at six months',
    definition: 'Of those who completed, those with new or better employment six months later.',
    unit: '% of completers',
    aggregation: 'ratio',
    numerator: 'In new or better employment at six months',
    denominator: 'Completed six months before',
    dimensions: [],
    area: 'prevention',
    goal: 'social-justice',
    fact: null,
  })
  await seedValues(hands)
}

async function seedValues(hands: Hands): Promise<void> {
  const officer = (command: string, input: object) => give(hands, 'results-officer', command, input)
  const nation = hands.core.nation
  const year = hands.core.now().getUTCFullYear() - 1
  const none = { denominator: null, cells: [], comparison: null, evidence: 'Invented for the exercise' }
  for (const [period, kg, placed, of] of [
    [`${year - 1}Q3`, 41, 12, 40],
    [`${year - 1}Q4`, 58.5, 15, 41],
    [`${year}Q1`, 52, 19, 44],
    // The second quarter is missing, as happens.
    [`${year}Q3`, 77.2, 24, 46],
    [`${year}Q4`, 83, 27, 45],
  ] as const) {
    await officer('result-value.report', { ...none, code: 'EX.BRD-1', nation, period, numerator: kg })
    await officer('result-value.report', {
      ...none,
      code: 'EX.YTH-2',
      nation,
      period,
      numerator: placed,
      denominator: of,
    })
  }
  for (const [code, period, value] of [
    ['EX.BRD-1', `${year - 1}Q4`, 50],
    ['EX.BRD-1', `${year}Q4`, 80],
    ['EX.YTH-2', `${year}Q4`, 65],
  ] as const)
    await officer('result-target.set', {
      code,
      nation,
      kind: 'target',
      period,
      value,
      source: 'Plan of the exercise',
    })
}
