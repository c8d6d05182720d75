import { replaySource, systemFeedClock } from '@basinet/kernel/feeds'
import { lineTime } from '../live/line-time.ts'
import { readArgs } from './args.ts'
import { readerIsGone, usedWrongly, type CliVerb } from './deps.ts'
import { openTarget } from './targets.ts'

export const REPLAY_USAGE = 'picture replay FILE --to udp://HOST:PORT|tcp://HOST:PORT|- [--speed N] [--loop]'
const SPEED_MAX = 10_000

const OPTIONS = {
  to: { type: 'string' },
  speed: { type: 'string', default: '1' },
  loop: { type: 'boolean', default: false },
} as const

/** Sends a recording at its own pace, or a multiple; 0 = as fast as it is taken. Needs no node. */
export const replay: CliVerb = async (args, io) => {
  const parsed = readArgs(args, OPTIONS, 1)
  if (!parsed.ok) return usedWrongly(io, parsed.error.message, REPLAY_USAGE)
  const { values } = parsed.value
  const path = parsed.value.positionals[0] ?? ''
  const speed = Number(values.speed)
  if (!(speed >= 0 && speed <= SPEED_MAX))
    return usedWrongly(io, `--speed is a number from 0 to ${SPEED_MAX}`, REPLAY_USAGE)
  if (values.to === undefined) return usedWrongly(io, '--to is expected', REPLAY_USAGE)
  const target = await openTarget(values.to, io)
  if (!target.ok) return usedWrongly(io, target.error.message, REPLAY_USAGE)
  let sent = 0
  const source = replaySource({ path, speed, loop: values.loop, lineTime, cursor: null }, systemFeedClock)
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    await source.run(
      {
        up: () => undefined,
        down: () => undefined,
        lost: () => undefined,
        cursor: () => undefined,
        open: () => ({
          push: (bytes) => {
            sent += bytes.length
            return target.value.send(bytes)
          },
          end: () => undefined,
        }),
      },
      abort.signal,
    )
    io.stderr.write(`${JSON.stringify({ bytes: sent })}\n`)
    return 0
  } catch (error) {
    if (readerIsGone(error)) return 0
    io.stderr.write(`basinet: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await target.value.close()
  }
}
