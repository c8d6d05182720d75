import type { BenchResult } from './bench.ts'
import { wholeNodes, type WholeNodes } from './network/whole-nodes.ts'

/** What NATS 2.9.10 needed on a machine like this for 20,000 messages of 1 kB after its hub came back, without fsync, signature or encryption (median of three). */
const NATS_BACKLOG_S = 5.5

/** `npm run bench -- network-exchange [RECORDS]`: records carried between two whole nodes. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const got = await wholeNodes(Number(args[0] ?? 20_000))
  return {
    name: 'network-exchange',
    unit: 'envelopes/s',
    ours: ratesOf(got),
    rivals: { 'NATS 2.9.10 leaf, no fsync, no signature, no encryption': 20_000 / NATS_BACKLOG_S },
    ratios: {},
    notes: [...notesOf(got), 'NATS: reference figure of another run, not made here'],
  }
}

export function ratesOf({ records, queuedS, drainedS }: WholeNodes): Record<string, number> {
  return {
    'whole nodes, queued: committed, numbered, decided, signed, encrypted': records / queuedS,
    'whole nodes, end to end: from the link restored to the last copy committed': records / drainedS,
  }
}

export function notesOf(got: WholeNodes): string[] {
  const { records, drainedS, firstCopyS, committedS, bytesEach, queueCpuMs, drainCpuMs } = got
  return [
    `whole nodes: ${records} records in ${drainedS.toFixed(1)} s, the first copy after ${firstCopyS.toFixed(1)} s; written in ${committedS.toFixed(1)} s`,
    `${bytesEach} bytes an envelope; processor of both nodes and databases ${queueCpuMs.toFixed(2)} ms a record to queue, ${drainCpuMs.toFixed(2)} ms to carry: with two cores of its own at most ${Math.round(2000 / drainCpuMs)}/s`,
  ]
}
