import { must } from '@basinet/kernel/contract'
import { cosignCheckpoint, formatWitnessAnswer, openByPolicy, parseNote } from '@basinet/transparency-log'
import { describe, expect, test } from 'vitest'
import { verifySignature } from '../wire/index.ts'
import { logGrew, roundEnded, UNWITNESSED } from './health.ts'
import { LEAVES_SENT_MAX } from './mirror.ts'
import type { WitnessPort } from './port.ts'
import { recoverFromWitnesses } from './recover.ts'
import { closedGate, mayWrite, passGate, resumeStreams } from './resume.ts'
import { witnessRound } from './submit.ts'
import { hasher, TestLog, testRegion } from './test-region.ts'

const NAMES = ['BRB', 'VCT', 'GRD', 'REG']
const entries = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `event ${from + i}`)

function region(size: number) {
  const log = new TestLog()
  log.append(...entries(0, size))
  return { log, all: testRegion(NAMES, 3, log) }
}

describe('a round over all witnesses', () => {
  test('gathers cosignatures until the policy holds, also with one away', async () => {
    const { log, all } = region(5)
    all.witnesses[1]!.down = true
    const round = must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
    expect(round.quorum).toBe(true)
    expect(round.standings.get('VCT')).toEqual({ kind: 'unreachable' })
    expect(must(openByPolicy(round.checkpoint, all.policy, verifySignature)).witnesses).toEqual(
      new Set(['BRB', 'GRD', 'REG']),
    )
    log.append(...entries(5, 400))
    all.witnesses[1]!.down = false
    const next = must(await witnessRound(all.own(log), log.checkpoint(), all.ports, round))
    expect([...next.standings.values()].map((s) => s.kind)).toEqual(Array(4).fill('cosigned'))
  })

  test('without a quorum the log goes on and says since when', async () => {
    const { log, all } = region(5)
    let health = logGrew(UNWITNESSED, 5, 1000)
    for (const one of all.witnesses.slice(0, 2)) one.down = true
    const poor = must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
    expect(poor.quorum).toBe(false)
    health = roundEnded(health, poor, 5, 1500, 2000)
    health = logGrew(health, 9, 3000)
    expect(health).toMatchObject({ witnessed: null, unwitnessedSinceMs: 1000 })
    for (const one of all.witnesses) one.down = false
    const full = must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
    health = roundEnded(health, full, 5, 1500, 4000)
    expect(health).toEqual({ witnessed: { size: 5, atMs: 4000 }, unwitnessedSinceMs: 1500, size: 9 })
    health = roundEnded(health, full, 9, 4500, 5000)
    expect(health.unwitnessedSinceMs).toBeNull()
  })

  test('a witness that forgot what it knew is brought up again', async () => {
    const { log, all } = region(5)
    const stale = new Map([['BRB', 3]])
    const round = must(await witnessRound(all.own(log), log.checkpoint(), all.ports, { sizes: stale }))
    expect(round.standings.get('BRB')).toMatchObject({ kind: 'cosigned' })
  })
})

describe('a lying witness stops nobody', () => {
  const answers = {
    'claims a larger tree it cannot show': { status: 409, size: 900 },
    'refuses a good proof': { status: 422, message: 'no' },
  } as const
  test.each(Object.entries(answers))('%s', async (_, answer) => {
    const { log, all } = region(5)
    const lying: WitnessPort = {
      ...all.ports[0]!,
      addCheckpoint: () => Promise.resolve(formatWitnessAnswer(answer)),
      checkpoint: () => Promise.resolve({ note: log.checkpoint() }),
    }
    const round = must(await witnessRound(all.own(log), log.checkpoint(), [lying, ...all.ports.slice(1)]))
    expect([round.quorum, round.standings.get('BRB')?.kind]).toEqual([true, 'untrue'])
  })

  test('a cosignature of another checkpoint is not taken', async () => {
    const { log, all } = region(5)
    const other = await log.backup()
    other.append('other')
    const signed = must(cosignCheckpoint(other.checkpoint(), all.witnesses[0]!.signer, 1))
    const lines = must(parseNote(signed)).signatures
    const lying: WitnessPort = {
      ...all.ports[0]!,
      addCheckpoint: () => Promise.resolve(formatWitnessAnswer({ status: 200, cosignatures: lines })),
    }
    const round = must(await witnessRound(all.own(log), log.checkpoint(), [lying]))
    expect(round.standings.get('BRB')).toMatchObject({ kind: 'untrue' })
  })
})

/** A log witnessed and mirrored at 700 leaves, and its backup of 300. */
async function restored() {
  const { log, all } = region(300)
  const backup = await log.backup()
  log.append(...entries(300, 700))
  must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
  return { log, all, backup }
}

describe('a node restored from an old backup', () => {
  test('is told so by its witnesses, takes back the leaf hashes, and goes on with the same history', async () => {
    const { log, all, backup } = await restored()
    const round = must(await witnessRound(all.own(backup), backup.checkpoint(), all.ports))
    expect([...round.standings.values()].map((s) => s.kind)).toEqual(Array(4).fill('ahead'))
    const recovered = await recoverFromWitnesses(all.own(backup), all.ports, all.nowMs)
    expect(recovered).toMatchObject({
      ok: true,
      value: { event: { kind: 'log.recovered', from: 300, to: 700, mirror: 'BRB' }, target: { size: 700 } },
    })
    if (!('value' in recovered)) throw new Error('not recovered')
    backup.appendHashes(recovered.value.lost.hashes)
    expect(backup.checkpoint()).toBe(log.checkpoint())
    backup.append('log.recovered')
    const again = must(await witnessRound(all.own(backup), backup.checkpoint(), all.ports))
    expect(again.quorum).toBe(true)
    expect(all.witnesses.flatMap((one) => one.alarms)).toEqual([])
  })

  test('waits for a quorum, and does not believe a mirror whose leaves do not lead to the signed root', async () => {
    const { all, backup } = await restored()
    const lying: WitnessPort = {
      ...all.ports[0]!,
      leaves: (_, begin, end) =>
        Promise.resolve({ hashes: Array.from({ length: end - begin }, () => hasher.leaf(Uint8Array.of(0))) }),
    }
    const ports = [lying, ...all.ports.slice(1)]
    const recovered = await recoverFromWitnesses(all.own(backup), ports, all.nowMs)
    expect(recovered).toMatchObject({ ok: true, value: { mirror: 'VCT' } })
    for (const one of all.witnesses.slice(0, 2)) one.down = true
    expect(await recoverFromWitnesses(all.own(backup), all.ports, all.nowMs)).toMatchObject({
      error: { code: 'recover.quorum' },
    })
  })

  test('that has written first is stopped: its new leaves are another history, and everybody sees it', async () => {
    const { all, backup } = await restored()
    backup.append('written too early')
    expect(await recoverFromWitnesses(all.own(backup), all.ports, all.nowMs)).toMatchObject({
      error: { code: 'recover.mirror' },
    })
    await witnessRound(all.own(backup), backup.checkpoint(), all.ports)
    expect(all.witnesses.map((one) => one.alarms[0]?.kind)).toEqual(Array(4).fill('split-view'))
    backup.append(...entries(0, 600))
    const late = must(await witnessRound(all.own(backup), backup.checkpoint(), all.ports))
    expect([...late.standings.values()].map((s) => s.kind)).toEqual(Array(4).fill('forked'))
    expect(await recoverFromWitnesses(all.own(backup), all.ports, all.nowMs)).toMatchObject({
      error: { code: 'recover.conflict' },
    })
  })

  test('that lost nothing recovers nothing', async () => {
    const { log, all } = await restored()
    const recovered = await recoverFromWitnesses(all.own(log), all.ports, all.nowMs)
    expect(recovered).toMatchObject({ ok: true, value: { target: null, event: null } })
  })
})

test('streams resume above what any partner saw, and what lies between is asked back', () => {
  const own = [
    { to: 'BRB', lane: 0, seq: 7 },
    { to: 'VCT', lane: 3, seq: 2 },
  ]
  const reports = [
    { partner: 'BRB', streams: [{ to: 'BRB', lane: 0, seq: 9 }] },
    { partner: 'GRD', streams: [{ to: 'GRD', lane: 1, seq: 4 }] },
  ]
  expect(resumeStreams(own, reports)).toEqual([
    { to: 'BRB', lane: 0, nextSeq: 10, lost: { from: 8, to: 9 } },
    { to: 'VCT', lane: 3, nextSeq: 3, lost: null },
    { to: 'GRD', lane: 1, nextSeq: 5, lost: { from: 1, to: 4 } },
  ])
})

test('nothing is written before leaves, record of the loss, and every partner’s word or two persons’ decision', () => {
  let gate = closedGate(['BRB', 'VCT'])
  gate = passGate(gate, { step: 'loss-logged' })
  expect(gate.logged).toBe(false)
  gate = passGate(passGate(gate, { step: 'leaves-restored' }), { step: 'loss-logged' })
  gate = passGate(gate, { step: 'partner-reported', partner: 'BRB' })
  const excuse = { step: 'partner-excused', partner: 'VCT', reason: 'volcano' } as const
  gate = passGate(gate, { ...excuse, by: ['a', 'a'] })
  expect(mayWrite(gate)).toBe(false)
  gate = passGate(gate, { ...excuse, by: ['a', 'b'] })
  expect([mayWrite(gate), gate.excused.get('VCT')]).toEqual([true, 'volcano'])
})

test('what witnesses below the quorum cosigned and cannot give back is declared lost, once all were asked', async () => {
  const { log, all } = region(10)
  must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
  const backup = await log.backup()
  log.append(...entries(10, 12))
  must(await witnessRound(all.own(log), log.checkpoint(), all.ports.slice(0, 1)))
  const damaged: WitnessPort = { ...all.ports[0]!, leaves: () => Promise.resolve({ hashes: null }) }
  const silent: WitnessPort = { ...all.ports[0]!, leaves: () => Promise.resolve(null) }
  const others = all.ports.slice(1)
  const recover = (ports: readonly WitnessPort[]) => recoverFromWitnesses(all.own(backup), ports, all.nowMs)
  // It may still have them, or another may that did not answer.
  expect(await recover([silent, ...others])).toMatchObject({ error: { code: 'recover.mirror' } })
  all.witnesses[3]!.down = true
  expect(await recover([damaged, ...others])).toMatchObject({ error: { code: 'recover.mirror' } })
  all.witnesses[3]!.down = false
  expect(await recover([damaged, ...others])).toMatchObject({
    value: { target: null, event: { from: 10, to: 10, unrecovered: [{ witness: 'BRB', size: 12 }] } },
  })
  expect(await recover(all.ports)).toMatchObject({ value: { target: { size: 12 } } })
})

test('a witness that is far behind is brought up in pieces', async () => {
  const { log, all } = region(1)
  must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
  log.appendHashes(
    Array.from({ length: LEAVES_SENT_MAX + 10 }, (_, i) => hasher.leaf(Uint8Array.of(i & 255))),
  )
  const [port] = all.ports
  const sent: number[] = []
  const counting: WitnessPort = {
    ...port!,
    addCheckpoint(body, leaves) {
      sent.push(leaves.hashes.length)
      return port!.addCheckpoint(body, leaves)
    },
  }
  const round = must(await witnessRound(all.own(log), log.checkpoint(), [counting]))
  expect(round.standings.get('BRB')).toMatchObject({ kind: 'cosigned' })
  expect(sent).toEqual([LEAVES_SENT_MAX, 10])
})
