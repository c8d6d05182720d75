import { openCluster, systemClock } from './index.ts'

/**
 * A node reduced to its database, run by the tests as a process of its own: opens the cluster of the directory in the first
 * argument, reports as JSON lines on standard output, stops it when standard input ends or on SIGINT.
 */
const say = (report: object) => process.stdout.write(`${JSON.stringify(report)}\n`)
const [dataDir] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('usage: holder.fixture.ts DATA_DIRECTORY')

const messages: string[] = []
const log = { info: (text: string) => messages.push(text), warn: (text: string) => messages.push(text) }
const opened = await openCluster({ dataDir, log, clock: systemClock })
if (!opened.ok) {
  say({ ok: false, error: opened.error, messages })
  process.exit(1)
}
const cluster = opened.value
const { adminUrl, version, adopted, owner } = cluster
say({ ok: true, adminUrl, version, adopted, owner, messages })

const asked = Promise.withResolvers<void>()
process.once('SIGINT', () => asked.resolve())
process.stdin.once('end', () => asked.resolve()).resume()
await asked.promise
await cluster.stop()
process.exit(0)
