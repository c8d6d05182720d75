import { must } from '@basinet/kernel/contract'
import { consistencyProof, formatAddCheckpoint, parseNote, tileNodeReader } from '@basinet/transparency-log'
import { describe, expect, test } from 'vitest'
import { verifySignature } from '../wire/index.ts'
import { weighAlarm } from './alarm.ts'
import { memoryWitnessStore } from './memory-store.ts'
import { createMirror } from './mirror.ts'
import { ownLeaves } from './own-log.ts'
import { witnessRound } from './submit.ts'
import { hasher, logSigner, ORIGIN, TestLog, testRegion, type TestWitness } from './test-region.ts'
import { createWitness } from './witness.ts'

async function requestOf(log: TestLog, oldSize: number): Promise<string> {
  const nodes = tileNodeReader(hasher, log.tiles, log.size)
  const proof = must(await consistencyProof(hasher, nodes, oldSize, log.size))
  return formatAddCheckpoint({ oldSize, proof, checkpoint: log.checkpoint() })
}

/** One step of a witness: the checkpoint with the leaves from `oldSize` on. */
async function show(one: TestWitness, log: TestLog, oldSize: number, from: 'log' | 'other') {
  return one.witness.addCheckpoint(
    await requestOf(log, oldSize),
    await ownLeaves(log, oldSize, log.size),
    from,
  )
}

const entries = (from: number, to: number, history = ''): string[] =>
  Array.from({ length: to - from }, (_, i) => `${history}event ${from + i}`)

async function witnessed(size: number) {
  const log = new TestLog()
  const region = testRegion(['BRB'], 1, log)
  const [barbados] = region.witnesses
  log.append(...entries(0, size))
  const first = await show(barbados!, log, 0, 'log')
  expect(first.answer.status).toBe(200)
  return { log, region, barbados: barbados!, keys: [log.signer.key] }
}

/** Another log with the same key whose first leaves are the same and the rest are not. */
async function liar(log: TestLog, more: number): Promise<TestLog> {
  const other = await log.backup()
  other.append(...entries(log.size, log.size + more, 'other '))
  return other
}

test('a growing log is cosigned step by step, and only its latest checkpoint is kept', async () => {
  const { log, barbados } = await witnessed(3)
  log.append(...entries(3, 300))
  const step = await show(barbados, log, 3, 'log')
  expect(step).toMatchObject({ answer: { status: 200 }, alarm: null })
  const note = must(parseNote((await barbados.witness.checkpoint(ORIGIN))!))
  expect(note.text).toBe(must(parseNote(log.checkpoint())).text)
  expect(note.signatures.map((line) => line.name)).toEqual([ORIGIN, 'BRB.example/w'])
})

test('of two requests at once one wins and the other is told the new size', async () => {
  const { log, barbados } = await witnessed(3)
  log.append('a')
  const short = await requestOf(log, 3)
  log.append('b')
  const long = await requestOf(log, 3)
  const leaves = await ownLeaves(log, 3, 5)
  const shorter = { begin: 3, hashes: leaves.hashes.slice(0, 1) }
  const answers = await Promise.all([
    barbados.witness.addCheckpoint(short, shorter, 'log'),
    barbados.witness.addCheckpoint(long, leaves, 'log'),
  ])
  expect(answers.map((step) => step.answer)).toMatchObject([{ status: 200 }, { status: 409, size: 4 }])
})

describe('red alarms', () => {
  test('two roots for one size: proven, whoever brings the note', async () => {
    const { log, barbados, keys } = await witnessed(3)
    const before = await log.backup()
    log.append('truth')
    await show(barbados, log, 3, 'log')
    before.append('lie')
    for (const from of ['log', 'other'] as const) {
      const step = await show(barbados, before, 3, from)
      expect(step).toMatchObject({ answer: { status: 409, size: 4 }, alarm: { kind: 'split-view' } })
      expect(must(weighAlarm(step.alarm!, keys, hasher, verifySignature))).toBe('proven')
    }
    const equal = await barbados.witness.addCheckpoint(
      formatAddCheckpoint({ oldSize: 4, proof: [], checkpoint: before.checkpoint() }),
      { begin: 4, hashes: [] },
      'other',
    )
    expect(equal).toMatchObject({ answer: { status: 422 }, alarm: { kind: 'split-view' } })
  })

  test('a larger tree without proof: from the log itself only, and reported', async () => {
    const { log, barbados, keys } = await witnessed(3)
    const other = new TestLog(log.signer)
    other.append(...entries(0, 9, 'other '))
    expect((await show(barbados, other, 3, 'other')).alarm).toBeNull()
    const step = await show(barbados, other, 3, 'log')
    expect(step).toMatchObject({ answer: { status: 422 }, alarm: { kind: 'fork' } })
    expect(must(weighAlarm(step.alarm!, keys, hasher, verifySignature))).toBe('reported')
  })

  test('a smaller tree: proven another, or known to be an older one of the same', async () => {
    const { log, barbados, keys } = await witnessed(3)
    const backup = await log.backup()
    const lie = await liar(log, 2)
    log.append(...entries(3, 600))
    await show(barbados, log, 3, 'log')
    for (const from of ['log', 'other'] as const) {
      const seen = await show(barbados, lie, 3, from)
      expect(seen).toMatchObject({ answer: { status: 409, size: 600 }, alarm: { kind: 'split-view' } })
      expect(must(weighAlarm(seen.alarm!, keys, hasher, verifySignature))).toBe('proven')
    }
    // The old checkpoint itself, brought again by a restored node or a slow network, is part of the same history.
    const again = await show(barbados, backup, 3, 'log')
    expect(again).toMatchObject({ answer: { status: 409, size: 600 }, alarm: null })
  })

  test('cannot be made up: without the log’s signature nothing is raised, and a false alarm is refused', async () => {
    const { log, barbados, keys } = await witnessed(3)
    const forger = new TestLog(logSigner(ORIGIN, 99))
    forger.append('x', 'y', 'z')
    const step = await show(barbados, forger, 3, 'log')
    expect(step).toMatchObject({ answer: { status: 403 }, alarm: null })
    const honest = (await barbados.witness.checkpoint(ORIGIN))!
    const base = {
      severity: 'red',
      kind: 'split-view',
      origin: ORIGIN,
      atMs: 0,
      prefix: null,
      message: '',
    } as const
    const weigh = (alarm: Parameters<typeof weighAlarm>[0]) =>
      weighAlarm(alarm, keys, hasher, verifySignature)
    expect(weigh({ ...base, notes: [honest, forger.checkpoint()] })).toMatchObject({
      error: { code: 'note.unsigned' },
    })
    expect(weigh({ ...base, notes: [honest, log.checkpoint()] })).toMatchObject({
      error: { code: 'alarm.contradiction' },
    })
    expect(weigh({ ...base, origin: 'x', notes: [honest, honest] })).toMatchObject({
      error: { code: 'alarm.origin' },
    })
    // An honest older checkpoint with a true prefix proof contradicts the alarm that it is to prove.
    const old = log.checkpoint()
    log.append(...entries(3, 40))
    await show(barbados, log, 3, 'log')
    const prefix = await barbados.mirror.prefix(ORIGIN, 3, 40)
    const notes = [(await barbados.witness.checkpoint(ORIGIN))!, old] as const
    expect(weigh({ ...base, notes, prefix })).toMatchObject({ error: { code: 'alarm.contradiction' } })
  })
})

test('nothing is cosigned whose leaves are not held: too few, others, or none', async () => {
  const { log, barbados } = await witnessed(3)
  log.append(...entries(3, 300))
  const body = await requestOf(log, 3)
  const leaves = await ownLeaves(log, 3, 300)
  const others = leaves.hashes.map((hash, i) => (i === 150 ? hasher.empty() : hash))
  for (const wrong of [
    { begin: 3, hashes: [] },
    { begin: 4, hashes: leaves.hashes.slice(1) },
    { begin: 3, hashes: others },
  ]) {
    const step = await barbados.witness.addCheckpoint(body, wrong, 'log')
    expect(step).toMatchObject({ answer: { status: 422 }, alarm: null })
  }
  expect(await barbados.mirror.held(ORIGIN)).toBe(3)
  expect(await barbados.witness.addCheckpoint(body, leaves, 'log')).toMatchObject({ answer: { status: 200 } })
  expect(must(await barbados.mirror.leaves(ORIGIN, 3, 300))).toEqual(leaves.hashes)
})

describe('a log that was restored while one witness, which alone had cosigned more, was away', () => {
  async function restoredWithout(name: string) {
    const log = new TestLog()
    const all = testRegion(['BRB', 'VCT', 'GRD'], 2, log)
    log.append(...entries(0, 3))
    must(await witnessRound(all.own(log), log.checkpoint(), all.ports))
    const backup = await log.backup()
    log.append(...entries(3, 9))
    const alone = all.witnesses.find((w) => w.name === name)!
    must(await witnessRound(all.own(log), log.checkpoint(), [alone.port]))
    backup.append('log.recovered', ...entries(3, 7, 'again '))
    return { log: backup, all, alone }
  }

  test('is followed by it when most of the others stand behind the new history, and the loss is on record', async () => {
    const { log, all, alone } = await restoredWithout('GRD')
    const round = must(
      await witnessRound(all.own(log), log.checkpoint(), all.ports, { sizes: new Map(), restoredAt: [3] }),
    )
    expect([...round.standings.values()].map((s) => s.kind)).toEqual(Array(3).fill('cosigned'))
    expect(all.witnesses.flatMap((w) => w.alarms)).toEqual([])
    expect(alone.losses).toMatchObject([{ kind: 'rollback', message: expect.stringContaining('6 that') }])
    expect(await alone.mirror.held(ORIGIN)).toBe(log.size)
    log.append('goes on')
    const next = must(await witnessRound(all.own(log), log.checkpoint(), all.ports, { restoredAt: [3] }))
    expect([...next.standings.values()].map((s) => s.kind)).toEqual(Array(3).fill('cosigned'))
  })

  test('is not followed while fewer than half do, nor by somebody else’s word', async () => {
    const { log, all, alone } = await restoredWithout('GRD')
    all.witnesses[0]!.down = true
    const round = must(await witnessRound(all.own(log), log.checkpoint(), all.ports, { restoredAt: [3] }))
    expect(round.standings.get('GRD')).toMatchObject({ kind: 'ahead', size: 9 })
    const body = await requestOf(log, 3)
    const leaves = await ownLeaves(log, 3, log.size)
    for (const from of ['log', 'other'] as const)
      expect((await alone.witness.addRestored(body, leaves, from)).answer.status).not.toBe(200)
    expect(await alone.mirror.held(ORIGIN)).toBe(9)
    expect(alone.losses).toEqual([])
  })
})

test('a store that keeps losing the race answers 409, and never cosigns what it did not store', async () => {
  const log = new TestLog()
  log.append('a')
  const inner = memoryWitnessStore()
  const { signer } = log
  const witness = createWitness({
    signer: testRegion(['BRB'], 1, log).witnesses[0]!.signer,
    store: { ...inner, replace: () => Promise.resolve(false) },
    mirror: createMirror(inner, hasher),
    logKeys: () => [signer.key],
    majority: () => null,
    hasher,
    verify: verifySignature,
    nowMs: () => 0,
  })
  const step = await witness.addCheckpoint(await requestOf(log, 0), await ownLeaves(log, 0, 1), 'log')
  expect(step).toEqual({ answer: { status: 409, size: 0 }, alarm: null })
  expect(await witness.checkpoint(ORIGIN)).toBeNull()
})
