import type { Rival } from '../bench.ts'
import type { Measured } from '../measure.ts'
import type { Program } from './rivals.ts'

/** The same sentences once and `times` times over. */
export interface Inputs {
  short: string
  long: string
  times: number
}

export interface Rates {
  /** Of the short input, start-up included. */
  whole: Rival
  /** Of what the long input adds to the short one: start-up and warming up fall out. */
  sustained: Rival
}

/** A program that takes this long has no start-up worth a second run. */
const SLOW_CPU_SECONDS = 3

export async function ratesOf(program: Program, inputs: Inputs, scratch: string): Promise<Rates> {
  if (!program.present()) return { whole: 'absent', sustained: 'absent' }
  const short = await program.run(inputs.short, scratch)
  const wrong = failure(short.run, short.messages)
  if (wrong !== null) return { whole: wrong, sustained: wrong }
  const whole = Math.round(short.messages / short.run.cpuSeconds)
  if (short.run.cpuSeconds > SLOW_CPU_SECONDS) return { whole, sustained: whole }
  const long = await program.run(inputs.long, scratch)
  const seconds = long.run.cpuSeconds - short.run.cpuSeconds
  const late = failure(long.run, long.messages)
  if (late !== null || !(seconds > 0)) return { whole, sustained: late ?? 'failed: no time measured' }
  return { whole, sustained: Math.round((long.messages - short.messages) / seconds) }
}

function failure(run: Measured, messages: number): `failed: ${string}` | null {
  if (run.status !== 0) {
    return `failed: status ${run.status ?? 'killed'} ${run.stderr.trim().split('\n').at(-1) ?? ''}`
  }
  return messages > 0 && run.cpuSeconds > 0 ? null : 'failed: no messages'
}
