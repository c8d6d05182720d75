import { expect, it } from 'vitest'
import { leftBy, type Scenario, type Stage } from './scenario.ts'
import { showing } from './showing.ts'

const stage = (): Stage => ({
  seat: () => ({
    give: () => Promise.reject(new Error('no node')),
    get: () => Promise.resolve({}),
    post: () => Promise.resolve({}),
  }),
  link: () => Promise.resolve(),
  verb: () => Promise.resolve(''),
  until: () => Promise.reject(new Error('nothing to see')),
  left: new Map(),
  folder: '/nowhere',
})
const [FIRST, SECOND] = ['it is written', 'it is read']
const scenario: Scenario = {
  key: 'two',
  title: 'Two steps',
  about: '',
  nations: ['LCA'],
  steps: [
    {
      title: FIRST,
      say: '',
      run: ({ left }) => {
        left.set('entry', String(left.size))
        return Promise.resolve({ words: 'written', looks: [] })
      },
    },
    {
      title: SECOND,
      say: '',
      run: (on) => Promise.resolve().then(() => ({ words: leftBy(on, 'entry', FIRST), looks: [] })),
    },
  ],
}
const states = (of: ReturnType<typeof showing>): string[] => of.states.map(({ state }) => state)

it('runs one step at a time, tells which must come before, and runs any again', async () => {
  const shown = showing(scenario, stage, () => 0)
  expect(shown.run(1)).toBe(true)
  expect(shown.run(0)).toBe(false)
  expect(shown.reset()).toBe(false)
  await shown.idle()
  expect(shown.states[1]).toEqual({ state: 'failed', why: 'run "it is written" first' })
  for (const at of [0, 1, 0]) {
    expect(shown.run(at)).toBe(true)
    await shown.idle()
  }
  expect(states(shown)).toEqual(['done', 'done'])
  expect(shown.run(2)).toBe(false)
})

it('begins anew with nothing left of what was shown', async () => {
  const shown = showing(scenario, stage, () => 0)
  shown.run(0)
  await shown.idle()
  expect(shown.reset()).toBe(true)
  expect(states(shown)).toEqual(['waiting', 'waiting'])
  shown.run(1)
  await shown.idle()
  expect(states(shown)).toEqual(['waiting', 'failed'])
})
