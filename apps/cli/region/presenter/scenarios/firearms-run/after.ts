import { leftBy, type Step } from '../../scenario.ts'
import { receiptOf } from '../recall.ts'
import { STEPS, WATCH } from './words.ts'

const recalled: Step = {
  title: 'Saint Lucia takes the live track back',
  say: 'The craft was asked and had met nobody: its track is taken back from Barbados, which signs that it is gone. The contact that the operation rests on stays.',
  async run(stage) {
    const recordId = leftBy(stage, 'track', STEPS.share)
    const expectedRev = Number(leftBy(stage, 'track rev', STEPS.share))
    await stage
      .seat('LCA', WATCH)
      .give('track-share.end', {}, { recordId, expectedRev, reason: 'exercise: the craft met nobody' })
    await receiptOf(stage, 'LCA', WATCH, recordId, 'BRB')
    return {
      words: 'Saint Lucia holds the signed receipt; the track is gone from Barbados’s map.',
      looks: [
        { words: 'The receipt', nation: 'LCA', post: WATCH, path: '/regional/sharing' },
        { words: 'Barbados’s map without it', nation: 'BRB', post: WATCH, path: '/1-maritime/picture' },
      ],
    }
  },
}

export const afterSteps = [recalled]
