import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { leftBy, type Scenario } from '../scenario.ts'
import { seenBy } from './recall.ts'

const WATCH = 'Watch officer, day'
const LOG = '/1-maritime/picture/watch-log-entry'
const TYPE = 'watch-log-entry'
const [WRITE, STICK] = ['Saint Lucia goes on working', 'What waits goes by stick']

/** A nation whose cable is cut goes on, sends by hand what cannot wait, and catches up. */
export const islandGoesDark: Scenario = {
  key: 'island-goes-dark',
  title: 'The island goes dark and comes back',
  about:
    'Saint Lucia loses every link, goes on working, sends one signed file by hand, and catches up by itself.',
  nations: ['LCA', 'BRB'],
  steps: [
    {
      title: 'The links are cut',
      say: 'A storm takes the cable. Nothing leaves the island and nothing comes in.',
      async run(stage) {
        await stage.link('LCA', true)
        return {
          words: 'Saint Lucia has no link to anybody.',
          looks: [{ words: 'The links', nation: 'LCA', post: WATCH, path: '/regional/sharing' }],
        }
      },
    },
    {
      title: WRITE,
      say: 'The watch writes and shares as always; what is for others waits in order.',
      async run(stage) {
        const seat = stage.seat('LCA', WATCH)
        const text = 'EXERCISE: written while the island is dark'
        const { recordId: id } = await seat.give('watch-log-entry.write', { kind: 'observation', text })
        await seat.give('share.give', { about: { type: TYPE, id }, to: ['BRB'] })
        stage.left.set('entry', id)
        return {
          words: 'The entry is written; for Barbados it waits.',
          looks: [{ words: 'The entry', nation: 'LCA', post: WATCH, path: `${LOG}/${id}` }],
        }
      },
    },
    {
      title: STICK,
      say: 'A signed, sealed file is carried to Barbados. The same rules and the same log apply as on a cable.',
      async run(stage) {
        const entry = leftBy(stage, 'entry', WRITE)
        await stage.verb('LCA', ['network', 'bundle', 'export', 'BRB', stage.folder])
        const files = readdirSync(stage.folder).map((name) => join(stage.folder, name))
        await stage.verb('BRB', ['network', 'bundle', 'import', ...files])
        await seenBy(stage, 'BRB', WATCH, TYPE, entry)
        return {
          words: `${files.length === 1 ? 'One file was' : `${files.length} files were`} carried; Barbados reads the entry.`,
          looks: [{ words: 'The copy in Barbados', nation: 'BRB', post: WATCH, path: `${LOG}/${entry}` }],
        }
      },
    },
    {
      title: 'The links come back',
      say: 'Everything that waited follows in its order, and nothing arrives twice.',
      async run(stage) {
        const seat = stage.seat('LCA', WATCH)
        await stage.link('LCA', false)
        const text = 'EXERCISE: written after the cable was mended'
        const { recordId: id } = await seat.give('watch-log-entry.write', { kind: 'observation', text })
        await seat.give('share.give', { about: { type: TYPE, id }, to: ['BRB'] })
        await seenBy(stage, 'BRB', WATCH, TYPE, id)
        return {
          words: 'Barbados reads what was written a moment ago.',
          looks: [
            { words: 'The copy in Barbados', nation: 'BRB', post: WATCH, path: `${LOG}/${id}` },
            { words: 'The links', nation: 'LCA', post: WATCH, path: '/regional/sharing' },
          ],
        }
      },
    },
  ],
}
