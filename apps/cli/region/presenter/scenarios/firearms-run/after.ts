import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { leftBy, type Step } from '../../scenario.ts'
import { receiptOf, seenBy } from '../recall.ts'
import { STEPS, WATCH } from './words.ts'

const carried: Step = {
  title: 'The cable breaks; the answer comes by hand',
  say: 'Barbados loses every link. Its answer goes on a stick, signed and sealed, and Saint Lucia reads it.',
  async run(stage) {
    const seat = stage.seat('BRB', WATCH)
    await stage.link('BRB', true)
    const text = `EXERCISE: boat boarded, three pistols seized, number ${leftBy(stage, 'seizure number', STEPS.boarding)}`
    const { recordId: id } = await seat.give('watch-log-entry.write', { kind: 'observation', text })
    await seat.give('share.give', { about: { type: 'watch-log-entry', id }, to: ['LCA'] })
    await stage.verb('BRB', ['network', 'bundle', 'export', 'LCA', stage.folder])
    const files = readdirSync(stage.folder).map((name) => join(stage.folder, name))
    await stage.verb('LCA', ['network', 'bundle', 'import', ...files])
    await seenBy(stage, 'LCA', WATCH, 'watch-log-entry', id)
    await stage.link('BRB', false)
    return {
      words: 'Saint Lucia reads the answer; the links are up again.',
      looks: [
        {
          words: 'The answer',
          nation: 'LCA',
          post: WATCH,
          path: `/1-maritime/picture/watch-log-entry/${id}`,
        },
      ],
    }
  },
}

const recalled: Step = {
  title: 'Saint Lucia takes its contact back',
  say: 'The exercise is over: the contact is taken back from Barbados, which signs that it is gone.',
  async run(stage) {
    const contact = leftBy(stage, 'contact', STEPS.contact)
    const recordId = leftBy(stage, 'share', 'Saint Lucia shares the contact')
    const expectedRev = Number(leftBy(stage, 'share rev', 'Saint Lucia shares the contact'))
    await stage
      .seat('LCA', WATCH)
      .give('share.take-back', {}, { recordId, expectedRev, reason: 'exercise ended' })
    await receiptOf(stage, 'LCA', WATCH, contact, 'BRB')
    return {
      words: 'Saint Lucia holds the signed receipt.',
      looks: [{ words: 'The receipt', nation: 'LCA', post: WATCH, path: '/regional/sharing' }],
    }
  },
}

export const afterSteps = [carried, recalled]
