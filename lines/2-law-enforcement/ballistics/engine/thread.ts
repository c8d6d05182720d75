import { parentPort, workerData } from 'node:worker_threads'
import type { Task } from './protocol.ts'
import { work } from './work.ts'

parentPort?.postMessage(work(workerData as Task), [])
