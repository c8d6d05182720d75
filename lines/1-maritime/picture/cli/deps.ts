import type { Result, Subject } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import type { PartnerTrack } from '../contract/partner-track.ts'

/** Where a verb reads and writes, as the command line hands it in. */
export interface CliIo {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

/** The node that a verb works on, opened only by the verbs that need one. */
export interface CliDeps {
  readonly open: () => Promise<Result<CliNode>>
  /** Tracks that partners give, as a subject may read them; absent: none. */
  readonly partners?: (core: Core, subject: Subject) => Promise<readonly PartnerTrack[]>
}
export interface CliNode {
  readonly core: Core
  close(): Promise<void>
}

/** Exit codes: 0 done, 1 found wrong, 2 used wrongly. */
export type CliVerb = (args: readonly string[], io: CliIo, deps: CliDeps) => Promise<number>

export function usedWrongly(io: CliIo, message: string, usage: string): number {
  io.stderr.write(`basinet: ${message}\nUsage: basinet ${usage}\n`)
  return 2
}

/** Resolves when the text is taken, so that memory does not grow with a slow reader. */
export function writeTo(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error === null || error === undefined ? resolve() : reject(error)))
  })
}

/** Whoever read has gone (`| head`): there is nothing left to do, and nothing went wrong. */
export const readerIsGone = (error: unknown): boolean => (error as { code?: string }).code === 'EPIPE'
