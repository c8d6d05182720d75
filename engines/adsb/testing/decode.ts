import { FrameReader } from '../frame/read-frame.ts'
import type { ModeSMessage } from '../message/message.ts'
import type { AdsbProblem } from '../framing/frame-sink.ts'
import { createDecoder } from '../stream/decoder.ts'
import type { AdsbDecoderOptions, AdsbReport, AdsbStats } from '../stream/report.ts'
import { frameBytes } from './hex.ts'

/** The message of one frame in hexadecimal; throws at a fault. */
export function messageOf(hex: string): ModeSMessage {
  const bytes = frameBytes(hex)
  const message = new FrameReader().read(bytes, 0, bytes.length)
  if (typeof message === 'string') throw new Error(`${hex}: ${message}`)
  return message
}

export interface Run {
  reports: AdsbReport[]
  problems: AdsbProblem[]
  stats: AdsbStats
}

/** All of a stream handed over in pieces of `piece` bytes. */
export function runDecoder(bytes: Uint8Array, options: AdsbDecoderOptions = {}, piece = 1 << 16): Run {
  const reports: AdsbReport[] = []
  const problems: AdsbProblem[] = []
  const decoder = createDecoder(
    { report: (report) => reports.push(report), problem: (problem) => problems.push(problem) },
    options,
  )
  for (let at = 0; at < bytes.length; at += piece) decoder.push(bytes.subarray(at, at + piece))
  decoder.end()
  return { reports, problems, stats: decoder.stats }
}
