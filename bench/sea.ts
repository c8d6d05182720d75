import { createSea } from '@basinet/sea-simulator'
import type { BenchResult } from './bench.ts'

const START_MS = Date.UTC(2026, 10, 24, 12)
const SENTENCES = 200_000

/** `npm run bench -- sea`: sentences a processor second that the sea simulator writes, by size of the fleet. */
export function run(): Promise<BenchResult> {
  const ours: Record<string, number> = {}
  const notes: string[] = []
  for (const vessels of [260, 5000, 200_000]) {
    const made = process.cpuUsage()
    const sea = createSea({ seed: 1, startMs: START_MS, vessels, scenarios: [], reception: vessels === 260 })
    const { user, system } = process.cpuUsage(made)
    const started = process.cpuUsage()
    let count = 0
    for (let t = START_MS; count < SENTENCES; t += 1000) for (const _ of sea.advance(t)) count++
    const used = process.cpuUsage(started)
    ours[`${vessels.toLocaleString('en')} vessels`] = Math.round(count / ((used.user + used.system) / 1e6))
    notes.push(`${vessels.toLocaleString('en')} vessels: made in ${((user + system) / 1e6).toFixed(1)} CPU-s`)
  }
  return Promise.resolve({ name: 'sea', unit: 'sentences/CPU-s', ours, rivals: {}, ratios: {}, notes })
}
