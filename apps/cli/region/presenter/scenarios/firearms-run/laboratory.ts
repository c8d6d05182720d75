import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { leftBy, type Stage, type Step } from '../../scenario.ts'
import { freshNumber, LABORATORY, STEPS } from './words.ts'

const BENCH = '/2-law-enforcement/ballistics'
const PROBES = '/regional/hit'
const PURPOSE = 'ballistic-examination'
/** Of the demonstration's invented specimens: a case from a scene, and the test fire of the same invented pistol. */
const SCENE_CASE = 'DEMO-S1'

interface Listed<T> {
  readonly items: readonly { readonly id: string; readonly rev: number; readonly body: T }[]
}
interface Candidate {
  readonly alias: string
  readonly rank: number
  readonly finding: string | null
}

const list = async <T>(stage: Stage, nation: string, path: string): Promise<Listed<T>['items']> =>
  ((await stage.seat(nation, LABORATORY).get(`/api/v1/records/${path}`)) as Listed<T>).items

/** The breech face of a specimen, once it has been read; null until then. */
async function faceOf(stage: Stage, nation: string, number: string): Promise<string | null> {
  const [specimen] = await list(stage, nation, `ballistic-specimen?f.number=${number}`)
  if (specimen === undefined) return null
  const [face] = await list(stage, nation, `ballistic-surface?f.specimen=${specimen.id}&f.state=read`)
  return face?.id ?? null
}

const benches: Step = {
  title: STEPS.bench,
  say: 'Each laboratory fires its pistols into water and measures the cases; Saint Lucia also holds a case from a scene. All are pressed by a computer: nobody fired anything.',
  async run(stage) {
    for (const nation of ['LCA', 'BRB'])
      if ((await faceOf(stage, nation, SCENE_CASE)) === null)
        await stage.seat(nation, LABORATORY).post('/api/v1/ballistics/demonstration', {})
    for (const nation of ['LCA', 'BRB'])
      await stage.until(`the specimens of ${nation}`, () => faceOf(stage, nation, 'DEMO-T2'))
    return {
      words: 'Both benches hold measured specimens.',
      looks: [
        { words: 'The bench in Barbados', nation: 'BRB', post: LABORATORY, path: BENCH },
        { words: 'The bench in Saint Lucia', nation: 'LCA', post: LABORATORY, path: BENCH },
      ],
    }
  },
}

const asked: Step = {
  title: STEPS.probe,
  say: 'Saint Lucia’s examiner sends the measured heights of the scene’s case, sealed for Barbados, without place, person or number. Barbados’s engine searches its own collection and hands nothing over.',
  async run(stage) {
    const id = await stage.until('the case', () => faceOf(stage, 'LCA', SCENE_CASE))
    const caseNumber = freshNumber('EX-CASE')
    const { recordId } = await stage.seat('LCA', LABORATORY).give('probe.send', {
      kind: 'fired-case',
      about: { type: 'ballistic-surface', id },
      to: ['BRB'],
      purpose: PURPOSE,
      caseNumber,
    })
    stage.left.set('probe', recordId)
    stage.left.set('case number', caseNumber)
    const found = await stage.until('candidates in Barbados', () => requestOf(stage, caseNumber))
    return {
      words: `Barbados’s engine proposes ${found.body.candidates.length}. None has left Barbados: a person there looks first.`,
      looks: [
        { words: 'The question', nation: 'LCA', post: LABORATORY, path: `${PROBES}/probe/${recordId}` },
        {
          words: 'What came to Barbados',
          nation: 'BRB',
          post: LABORATORY,
          path: `${PROBES}/probe-request/${found.id}`,
        },
      ],
    }
  },
}

async function requestOf(stage: Stage, caseNumber: string) {
  const all = await list<{ caseNumber: string; candidates: readonly Candidate[] }>(
    stage,
    'BRB',
    'probe-request?f.state=searched&sort=-arrivedAt',
  )
  return all.find(({ body }) => body.caseNumber === caseNumber) ?? null
}

const answered: Step = {
  title: 'A person confirms; the cable breaks; the answer comes by hand',
  say: 'Barbados’s examiner looks at each candidate and confirms one. Then the cable breaks: the answer goes on a stick, signed and sealed.',
  async run(stage) {
    const caseNumber = leftBy(stage, 'case number', STEPS.probe)
    const seat = stage.seat('BRB', LABORATORY)
    const request = await stage.until('the question', () => requestOf(stage, caseNumber))
    const on = { recordId: request.id, expectedRev: request.rev, reason: 'exercise' }
    for (const { alias, rank } of request.body.candidates) {
      const finding = rank === 1 ? 'identification' : 'inconclusive'
      on.expectedRev = (await seat.give('probe-request.examine', { alias, finding }, on)).rev
    }
    await stage.link('BRB', true)
    await seat.give('probe-request.answer', {}, on)
    await stage.verb('BRB', ['network', 'bundle', 'export', 'LCA', stage.folder])
    const files = readdirSync(stage.folder).map((name) => join(stage.folder, name))
    await stage.verb('LCA', ['network', 'bundle', 'import', ...files])
    const probe = leftBy(stage, 'probe', STEPS.probe)
    await stage.until('the answer in Saint Lucia', async () => {
      const read = (await stage.seat('LCA', LABORATORY).get(`/api/v1/records/probe/${probe}`)) as {
        record: { body: { answers: readonly { answer: string }[] } }
      }
      return read.record.body.answers[0]?.answer === 'candidates' ? true : null
    })
    await stage.link('BRB', false)
    return {
      words: 'Saint Lucia reads: confirmed by a person in Barbados. The links are up again.',
      looks: [{ words: 'The answer', nation: 'LCA', post: LABORATORY, path: `${PROBES}/probe/${probe}` }],
    }
  },
}

export const laboratorySteps = [benches, asked, answered]
