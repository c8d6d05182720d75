import { leftBy, type Given, type On, type Stage, type Step } from '../../scenario.ts'
import { APPROVING, DIRECTOR, MONITORING, PROGRAMME, RESULTS, STEPS } from './words.ts'

const CODE = 'EX.FIR-1'
const INDICATOR = {
  code: CODE,
  title: 'Firearms seized',
  definition: 'Items that are firearms in seizures made in the period, of the exercise alone.',
  unit: 'firearms',
  level: 'output',
  aggregation: 'sum',
  numerator: null,
  denominator: null,
  dimensions: ['place'],
  frequency: 'quarter',
  area: 'borders',
  goal: 'trafficking',
  verification: 'Register of seizures',
  fact: 'seizures.firearms',
  leastCount: 1,
  claimsEffect: false,
  exercise: true,
}

interface Row {
  readonly id: string
  readonly rev: number
  readonly body: { readonly numerator: number }
}

const list = async (stage: Stage, post: string, path: string): Promise<readonly Row[]> =>
  ((await stage.seat('BRB', post).get(`/api/v1/records/${path}`)) as { items: readonly Row[] }).items

const on = ({ id, rev }: { id: string; rev: number }): On => ({
  recordId: id,
  expectedRev: rev,
  reason: 'exercise',
})

/** The quarter that lasts, e.g. 2026Q4. */
function quarterNow(): string {
  const now = new Date()
  return `${now.getUTCFullYear()}Q${Math.floor(now.getUTCMonth() / 3) + 1}`
}

async function approve(stage: Stage, by: string, { pendingApproval }: Given): Promise<void> {
  if (pendingApproval === undefined) throw new Error('BUG: a second person looks at it')
  await stage.seat('BRB', by).give('approval.approve', {}, on({ id: pendingApproval, rev: 1 }))
}

/** Counts anew: what stood for the quarter is withdrawn, with its reason, and stays in the history. */
async function count(stage: Stage): Promise<Row> {
  const seat = stage.seat('BRB', RESULTS)
  if ((await list(stage, RESULTS, `indicator?f.code=${CODE}`)).length === 0) {
    const made = await seat.give('indicator.define', INDICATOR)
    await seat.give('indicator.use', {}, on({ id: made.recordId, rev: made.rev }))
  }
  const period = quarterNow()
  const standing = `result-value?f.code=${CODE}&f.period=${period}&f.state.in=reported,released`
  for (const old of await list(stage, RESULTS, standing))
    await seat.give('result-value.withdraw', {}, on(old))
  const { recordId } = await seat.give('result-value.compute', { code: CODE, period })
  const { record } = (await seat.get(`/api/v1/records/result-value/${recordId}`)) as { record: Row }
  return record
}

const INDICATOR_PAGE = `/programme/results?indicator=${CODE}`
const look = (words: string, post: string, path: string) => ({ words, nation: 'BRB', post, path })

const before: Step = {
  title: STEPS.before,
  say: 'An indicator of the exercise counts firearms seized from the register, by the node’s own hand. It counts exercise records alone; no indicator in earnest ever does.',
  async run(stage) {
    const { body } = await count(stage)
    stage.left.set('firearms before', String(body.numerator))
    return {
      words: `Firearms seized in the exercise so far: ${body.numerator}.`,
      looks: [look('The indicator', RESULTS, INDICATOR_PAGE)],
    }
  },
}

const after: Step = {
  title: STEPS.after,
  say: 'The same count after the run. The value names the seizures that it counted; a second person releases it.',
  async run(stage) {
    const was = leftBy(stage, 'firearms before', STEPS.before)
    leftBy(stage, 'seizure number', STEPS.boarding)
    const value = await count(stage)
    const asked = await stage.seat('BRB', RESULTS).give('result-value.release', { public: true }, on(value))
    await approve(stage, MONITORING, asked)
    const [published] = await list(stage, RESULTS, `published-result?f.value=${value.id}`)
    if (published === undefined) throw new Error('BUG: what was released is published')
    stage.left.set('published', published.id)
    return {
      words: `Firearms seized in the exercise: ${was} before, ${value.body.numerator} now.`,
      looks: [
        look('The indicator', RESULTS, INDICATOR_PAGE),
        look('What was counted', DIRECTOR, `/programme/results?behind=${published.id}`),
      ],
    }
  },
}

const sheet: Step = {
  title: 'An exercise’s fact sheet, and two clicks back to the radar',
  say: 'Two persons publish an edition built of exercise records alone, marked on every page. On its web page click the figure of firearms seized; then, beside the seizure, “Where it was first seen”: the radar’s plots.',
  async run(stage) {
    const published = leftBy(stage, 'published', STEPS.after)
    const asked = await stage
      .seat('BRB', PROGRAMME)
      .give('fact-sheet-edition.publish', { place: 'BRB', exercise: true })
    await approve(stage, APPROVING, asked)
    const behind = (await stage.seat('BRB', DIRECTOR).get(`/api/v1/results/behind/${published}`)) as {
      things: readonly { page: string | null }[]
    }
    const back = behind.things.find(({ page }) => page !== null)
    if (back === undefined) throw new Error('the figure does not lead back to what was first seen')
    return {
      words: 'The edition is published. From its figure it is two clicks to what the radars saw.',
      looks: [
        look('The fact sheet’s web page', DIRECTOR, '/public/fact-sheets/BRB?lang=en#results'),
        look('As PDF', DIRECTOR, '/public/fact-sheets/BRB?lang=en&form=pdf'),
        look('Editions and what changed', PROGRAMME, '/programme/fact-sheets'),
      ],
    }
  },
}

export const countBefore = before
export const countSteps = [after, sheet]
