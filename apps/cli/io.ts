/** Where a verb reads and writes; handed in so that tests need no process. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * A verb: its arguments in, its exit code out (0 done, 1 found wrong, 2 used wrongly, 3 unanswered: nobody knows,
 * 4 changed and not sound: restore).
 */
export type Verb = (args: string[], io: Io) => Promise<number>

export interface VerbInfo {
  readonly usage: string
  readonly about: string
  /** Loaded only when asked for, so that `decode` starts without the database's code. */
  readonly load: () => Promise<Verb>
}
