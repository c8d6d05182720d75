import type { TagBlock } from './tag-block.ts'

/** What a sentence and its surroundings say of reception. One instance is reused; copy what is kept. */
export interface Reception {
  line: number
  talker: string
  own: boolean
  channel: string
  station: string | null
  timeMs: number | null
  signalDbm: number | null
  tag: TagBlock | null
  flags: number
}

export function emptyReception(): Reception {
  return {
    line: 0,
    talker: '',
    own: false,
    channel: '',
    station: null,
    timeMs: null,
    signalDbm: null,
    tag: null,
    flags: 0,
  }
}

const TALKERS: string[] = []

/** Two-letter talker from its two bytes; each is made once. */
export function talkerOf(first: number, second: number): string {
  const index = (first << 8) | second
  return (TALKERS[index] ??= String.fromCharCode(first, second))
}

const CHANNELS: string[] = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))

export function channelOf(code: number): string {
  return CHANNELS[code]!
}
