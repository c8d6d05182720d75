import { parentPort } from 'node:worker_threads'
import { Gallery, type Template } from '@basinet/fingerprint'
import { syntheticFinger } from '@basinet/fingerprint/synthetic'

/** What a shard is asked: to add synthetic fingers by seed, one finger, or to search. */
export type ToShard =
  | { kind: 'fill'; from: number; to: number }
  | { kind: 'add'; template: Template }
  | { kind: 'search'; probe: Template; most: number }

export type FromShard =
  | { kind: 'done'; finger: number }
  | { kind: 'found'; candidates: { finger: number; score: number }[] }

const gallery = new Gallery(16_384)

parentPort?.on('message', (question: ToShard) => {
  if (question.kind === 'search')
    return answer({ kind: 'found', candidates: gallery.search(question.probe, question.most) })
  let finger = -1
  if (question.kind === 'add') finger = gallery.add(question.template)
  else for (let seed = question.from; seed < question.to; seed++) finger = gallery.add(syntheticFinger(seed))
  return answer({ kind: 'done', finger })
})

function answer(message: FromShard): void {
  parentPort?.postMessage(message, [])
}
