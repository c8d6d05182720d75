import { leftBy, type Scenario } from '../scenario.ts'
import { receiptOf, seenBy } from './recall.ts'

const WATCH = 'Watch officer, day'
const LOG = '/1-maritime/picture/watch-log-entry'
const TYPE = 'watch-log-entry'
const [WRITE, SHARE] = ['Saint Lucia writes a sighting', 'Saint Lucia shares it with Barbados']

/** A record given to one nation, read there, and taken back with a signed receipt. */
export const shareAndRecall: Scenario = {
  key: 'share-and-recall',
  title: 'Shared, seen, taken back',
  about:
    'One sighting goes to Barbados under the agreement and is taken back; Barbados signs that it is gone.',
  nations: ['LCA', 'BRB'],
  steps: [
    {
      title: WRITE,
      say: 'The watch officer writes what a fisherman saw. It is Saint Lucia’s, and nobody else’s.',
      async run(stage) {
        const text = 'EXERCISE: go-fast seen two miles west of Anse-la-Raye, course north'
        const made = await stage
          .seat('LCA', WATCH)
          .give('watch-log-entry.write', { kind: 'observation', text })
        stage.left.set('entry', made.recordId)
        return {
          words: 'The entry stands in Saint Lucia’s log.',
          looks: [{ words: 'The entry', nation: 'LCA', post: WATCH, path: `${LOG}/${made.recordId}` }],
        }
      },
    },
    {
      title: SHARE,
      say: 'A releasing officer gives it to Barbados, under the signed agreement and for its purposes.',
      async run(stage) {
        const id = leftBy(stage, 'entry', WRITE)
        const input = { about: { type: TYPE, id }, to: ['BRB'] }
        const share = await stage.seat('LCA', WATCH).give('share.give', input)
        stage.left.set('share', share.recordId)
        stage.left.set('share rev', String(share.rev))
        await seenBy(stage, 'BRB', WATCH, TYPE, id)
        return {
          words: 'The watch in Barbados reads it, with its owner and its label.',
          looks: [
            { words: 'The copy in Barbados', nation: 'BRB', post: WATCH, path: `${LOG}/${id}` },
            {
              words: 'What left Saint Lucia',
              nation: 'LCA',
              post: 'Minister of security',
              path: '/regional/sharing',
            },
          ],
        }
      },
    },
    {
      title: 'Saint Lucia takes it back',
      say: 'The order reaches Barbados, which destroys its copy and signs a receipt.',
      async run(stage) {
        const entry = leftBy(stage, 'entry', WRITE)
        const recordId = leftBy(stage, 'share', SHARE)
        const expectedRev = Number(leftBy(stage, 'share rev', SHARE))
        await stage
          .seat('LCA', WATCH)
          .give('share.take-back', {}, { recordId, expectedRev, reason: 'EXERCISE: shown to an audience' })
        await receiptOf(stage, 'LCA', WATCH, entry, 'BRB')
        return {
          words: 'Barbados no longer has it, and Saint Lucia holds the signed receipt.',
          looks: [{ words: 'The receipt', nation: 'LCA', post: WATCH, path: '/regional/sharing' }],
        }
      },
    },
  ],
}
