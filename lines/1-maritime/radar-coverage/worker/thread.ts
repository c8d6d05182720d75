import { parentPort, workerData } from 'node:worker_threads'
import type { FromThread, StudyTask } from './protocol.ts'
import { makeStudy } from './study.ts'

const say = (message: FromThread): void => parentPort?.postMessage(message, [])
const PROBLEM_CHARACTERS = 500

try {
  say({ result: makeStudy(workerData as StudyTask, (done, total) => say({ done, total })) })
} catch (error) {
  // What the reader can mend, and what a file of elevations has wrong, is said on the study; a bug fails the job.
  if (!(error instanceof Error) || error.message.startsWith('BUG')) throw error
  say({ problem: error.message.slice(0, PROBLEM_CHARACTERS) })
}
