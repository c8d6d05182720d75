import { connect } from 'node:net'
import { createTraffic } from './sentences.ts'

/**
 * A process of its own that sends reports to a TCP feed: at a rate, or as fast as they are taken (rate 0), until it is
 * killed. Arguments: port, vessels, reports a second. What it takes of the processor counts in the measurement.
 */
const [port, vessels, rate] = process.argv.slice(2).map(Number)
if (port === undefined || vessels === undefined || rate === undefined) throw new Error('port, vessels, rate')

const BATCH = 500
const SENTENCE_MAX_BYTES = 200
const traffic = createTraffic(vessels, 343)
const socket = connect({ host: '127.0.0.1', port })
socket.on('error', () => process.exit(0))
const started = Date.now()
let sent = 0

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

for (;;) {
  const buffer = Buffer.allocUnsafe(BATCH * SENTENCE_MAX_BYTES)
  const now = Date.now()
  let end = 0
  for (let i = 0; i < BATCH; i++) end = traffic.write(buffer, end, now)
  sent += BATCH
  const taken = socket.write(buffer.subarray(0, end))
  if (!taken) await new Promise((resolve) => socket.once('drain', resolve))
  if (rate > 0) {
    const ahead = (sent / rate) * 1000 - (Date.now() - started)
    if (ahead > 1) await wait(ahead)
  }
}
