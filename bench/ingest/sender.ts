import { connect, type Socket } from 'node:net'
import { createTraffic } from './sentences.ts'

/**
 * A process of its own that sends reports to a TCP feed: at a rate, or as fast as they are taken (rate 0), until it is
 * killed. Arguments: port, vessels, reports a second. What it takes of the processor counts in the measurement.
 */
const [port, vessels, rate] = process.argv.slice(2).map(Number)
if (port === undefined || vessels === undefined || rate === undefined) throw new Error('port, vessels, rate')

const BATCH = 500
const SENTENCE_MAX_BYTES = 200
const AGAIN_MS = 200
const traffic = createTraffic(vessels, 343)
const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The feed may not listen yet, or again. */
async function connected(to: number): Promise<Socket> {
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port: to })
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (open) return socket
    await wait(AGAIN_MS)
  }
}

async function send(socket: Socket): Promise<void> {
  const started = Date.now()
  let sent = 0
  let open = true
  socket.on('error', () => socket.destroy())
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      open = false
      resolve()
    })
  })
  while (open) {
    const buffer = Buffer.allocUnsafe(BATCH * SENTENCE_MAX_BYTES)
    const now = Date.now()
    let end = 0
    for (let i = 0; i < BATCH; i++) end = traffic.write(buffer, end, now)
    sent += BATCH
    if (!socket.write(buffer.subarray(0, end))) {
      const drained = new Promise<void>((resolve) => void socket.once('drain', resolve))
      await Promise.race([drained, closed])
    }
    const ahead = rate === 0 ? 0 : (sent / Number(rate)) * 1000 - (Date.now() - started)
    if (ahead > 1) await wait(ahead)
  }
}

for (;;) await send(await connected(port))
