import { parentPort } from 'node:worker_threads'
import { prepare, scoreOf as scoreOfPrepared, type Prepared, type Template } from '@basinet/fingerprint'
import { loadTemplate } from './load.ts'

export type ToWorker =
  | { kind: 'extract'; from: number; files: string[]; ppi: number | null }
  | { kind: 'table'; templates: (Template | null)[] }
  | { kind: 'compare'; pairs: Int32Array }

export type FromWorker =
  | { kind: 'extracted'; templates: (Template | string)[] }
  | { kind: 'scores'; scores: Float64Array }

let templates: (Template | null)[] = []
let prepared: (Prepared | null)[] = []

parentPort?.on('message', (question: ToWorker) => {
  if (question.kind === 'extract') {
    answer({ kind: 'extracted', templates: question.files.map((file) => loadTemplate(file, question.ppi)) })
  } else if (question.kind === 'table') {
    templates = question.templates
    prepared = templates.map(() => null)
  } else {
    const { pairs } = question
    const scores = Float64Array.from({ length: pairs.length / 2 }, (_, i) =>
      scoreOf(pairs[2 * i]!, pairs[2 * i + 1]!),
    )
    answer({ kind: 'scores', scores })
  }
})

function answer(message: FromWorker): void {
  parentPort?.postMessage(message, [])
}

function scoreOf(a: number, b: number): number {
  const [first, second] = [preparedOf(a), preparedOf(b)]
  return first === null || second === null ? Number.NaN : scoreOfPrepared(first, second)
}

function preparedOf(index: number): Prepared | null {
  const template = templates[index] ?? null
  if (template === null) return null
  return (prepared[index] ??= prepare(template))
}
