import { leftBy, type Step } from '../../scenario.ts'
import { receiptOf } from '../recall.ts'
import { STEPS, WATCH } from './words.ts'

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

export const afterSteps = [recalled]
