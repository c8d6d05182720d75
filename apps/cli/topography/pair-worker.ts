import { parentPort } from 'node:worker_threads'
import { compareFiles, type CompareOptions } from './compare-files.ts'

export interface PairQuestion {
  readonly pairs: readonly (readonly [a: string, b: string])[]
  readonly options: CompareOptions
}

parentPort?.on('message', ({ pairs, options }: PairQuestion) => {
  parentPort?.postMessage(
    pairs.map(([a, b]) => compareFiles(a, b, options)),
    [],
  )
})
