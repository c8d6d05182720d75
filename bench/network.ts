import { randomBytes } from 'node:crypto'
import { must } from '@basinet/kernel/contract'
import { createDecider } from '../network/agreements/index.ts'
import { activeAgreement, testText } from '../network/agreements/test-agreement.ts'
import { testNetwork } from '../network/register/test-network.ts'
import { openEnvelope, sealEnvelope } from '../network/wire/index.ts'
import { party, testDraft, testLabel, type Party } from '../network/wire/test-parties.ts'
import type { BenchResult } from './bench.ts'
import { notesOf, ratesOf } from './network-exchange.ts'
import { endToEnd, type EndToEndOptions } from './network/loopback.ts'
import { recallByTwelve } from './network/recall.ts'
import { wholeNodes } from './network/whole-nodes.ts'
import { ownCluster } from './network/own-cluster.ts'

const AT = Date.UTC(2026, 10, 24)
const NATIONS = ['ATG', 'BHS', 'BRB', 'DMA', 'DOM', 'GRD', 'GUY', 'JAM', 'KNA', 'SUR', 'TTO', 'VCT', 'REG']
const CONTENT_BYTES = 4096
const ENVELOPES = 2000
const DECISIONS = 500_000
const LABELS = 100

/** What goes from node to node; smaller with `--short`. */
const WHOLE = { backlog: 20_000, sustained: 10_000, thinSeconds: 20 }
const SHORT = { backlog: 2000, sustained: 2000, thinSeconds: 8 }
const WHOLE_RECORDS = 20_000
const SHORT_RECORDS = 2000

/**
 * `npm run bench -- network [--short | --processor]`: every figure that the network must reach, in one run: processor time of envelopes and of
 * remembered decisions; envelopes between two processes with their own databases, everything signed, sealed and synced; records
 * between two whole nodes; a recall by twelve holders. `--processor` measures what load on the machine does not change, and ends.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const lca = party('LCA')
  const others = NATIONS.map(party)
  const ours: Record<string, number> = {}
  const notes = ['user and system time of this process, so that load on the machine does not stretch it']
  for (const [name, content] of [
    ['JSON', records()],
    ['random bytes', random(CONTENT_BYTES)],
  ] as const) {
    const sealed = seal(lca, others, content)
    ours[`seal for 13, 4 kB ${name}, per CPU-s`] = perSecond(ENVELOPES, () => seal(lca, others, content))
    const [reader] = others
    if (reader === undefined) throw new Error('BUG: no reader')
    const parts = { me: reader.nation, keys: reader.receiving, signKeyOf: () => lca.signer.publicKey }
    ours[`open, 4 kB ${name}, per CPU-s`] = perSecond(ENVELOPES, () => must(openEnvelope(sealed, parts)))
    notes.push(`4 kB of ${name} for 13 recipients: ${sealed.length} bytes sealed`)
  }
  const decider = createDecider(
    activeAgreement(testNetwork(['LCA', 'BRB'], AT), testText(['LCA', 'BRB'], AT)),
  )
  const labels = Array.from({ length: LABELS }, (_, i) => testLabel({ sources: [`source ${i}`] }))
  const question = {
    type: 'vessel-sighting',
    purpose: 'counter-narcotics',
    from: 'LCA',
    recipient: 'BRB',
    at: AT,
  }
  let n = 0
  ours['remembered decision, per CPU-s'] = perSecond(DECISIONS, () =>
    decider.decide({ ...question, label: labels[n++ % LABELS] ?? testLabel() }),
  )
  const short = args.includes('--short')
  const reached = [
    bound('policy decision, remembered', 1e6 / figure(ours, 'remembered decision, per CPU-s'), 5, 'µs'),
    bound(
      '13-recipient envelope of 4 kB',
      1e3 / figure(ours, 'seal for 13, 4 kB JSON, per CPU-s'),
      10,
      'ms CPU',
    ),
  ]
  const rivals = {
    'nats-server 2.9.10, 20,000 messages without fsync, signature or encryption': 'absent',
  } as const
  if (args.includes('--processor'))
    return { name: 'network', unit: 'a second', ours, rivals: {}, ratios: {}, notes: [...notes, ...reached] }
  reached.push(...(await between(ours, notes, short ? SHORT : WHOLE)))
  const whole = await wholeNodes(short ? SHORT_RECORDS : WHOLE_RECORDS)
  Object.assign(ours, ratesOf(whole))
  notes.push(...notesOf(whole))
  reached.push(
    atLeast('whole nodes, end to end', whole.records / whole.drainedS, 1000, '/s'),
    bound('whole nodes, backlog of 20,000', (20_000 * whole.drainedS) / whole.records, 15, 's'),
  )
  notes.push(
    'one flipped bit is found and healed by `npx vitest run network/streams/faults.test.ts`; NATS 2.9.10 lost half in silence',
    ...reached,
  )
  return { name: 'network', unit: 'a second', ours, rivals, ratios: {}, notes }
}

const figure = (ours: Readonly<Record<string, number>>, name: string): number => ours[name] ?? Number.NaN

function bound(what: string, value: number, most: number, unit: string): string {
  return `must reach: ${what}: ${value.toPrecision(3)} ${unit}, at most ${most}: ${value <= most ? 'reached' : 'NOT REACHED'}`
}

function atLeast(what: string, value: number, least: number, unit: string): string {
  return `must reach: ${what}: ${value.toPrecision(3)} ${unit}, at least ${least}: ${value >= least ? 'reached' : 'NOT REACHED'}`
}

async function between(
  ours: Record<string, number>,
  notes: string[],
  size: EndToEndOptions,
): Promise<string[]> {
  const drop = ownCluster()
  try {
    const got = await endToEnd(size)
    ours['queued: signed, sealed for one, committed'] = got.queued
    ours['end to end on loopback, queueing and carrying at once'] = got.endToEnd
    ours[`backlog of ${size.backlog}`] = size.backlog / got.backlogSeconds
    notes.push(
      `two processes and databases on one machine (${got.durable}), mutual TLS 1.3, contents of 1 kB, effects committed and receipts back`,
      `backlog of ${size.backlog}: ${got.backlogSeconds.toFixed(1)} s from connecting to the last receipt`,
      'NATS took 5.5 s for 20,000 on another day of this machine (reference figure), without fsync, signature or encryption',
    )
    for (const { content, envelopesPerSecond, bytesEach, share } of got.thin) {
      ours[`600 ms, 250 kB/s, ${content}`] = envelopesPerSecond
      notes.push(
        `600 ms, 250 kB/s, ${content}: ${Math.round(bytesEach)} bytes an envelope with TLS, ${Math.round(share * 100)} % of the cap`,
      )
    }
    return [
      atLeast('streams, end to end on loopback', got.endToEnd, 1000, '/s'),
      bound('streams, backlog of 20,000', (20_000 * got.backlogSeconds) / size.backlog, 15, 's'),
      ...got.thin.map(({ content, share }) =>
        atLeast(`600 ms and 250 kB/s, ${content}`, share * 100, 85, '% of the cap'),
      ),
      bound('recall held by 12, last receipt', await recallByTwelve(), 2, 's'),
    ]
  } finally {
    await drop()
  }
}

const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

/** Records as they travel, about 4 kB of them. */
function records(): object[] {
  const one = (n: number) => ({
    n,
    seenAt: '2026-11-24T20:25:00Z',
    lat: 13.9 + n / 997,
    lon: -60.9 - n / 991,
  })
  return Array.from({ length: 54 }, (_, n) => one(n))
}

function seal(from: Party, to: readonly Party[], content: Uint8Array | object[]): Uint8Array {
  const draft = testDraft({ to: NATIONS, content: content as never })
  const parts = { signer: from.signer, keys: from.sending, random, at: AT }
  return must(
    sealEnvelope(
      draft,
      to.map((p) => p.recipient),
      parts,
    ),
  )
}

function perSecond(times: number, work: () => unknown): number {
  for (let i = 0; i < times / 5; i++) work()
  const started = process.cpuUsage()
  for (let i = 0; i < times; i++) work()
  const { user, system } = process.cpuUsage(started)
  return times / ((user + system) / 1e6)
}
