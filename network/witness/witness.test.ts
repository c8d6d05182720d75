import { must } from '@basinet/kernel/contract'
import { consistencyProof, formatAddCheckpoint, parseNote, tileNodeReader } from '@basinet/transparency-log'
import { describe, expect, test } from 'vitest'
import { verifySignature } from '../wire/index.ts'
import { weighAlarm } from './alarm.ts'
import { memoryWitnessStore } from './memory-store.ts'
import { pushLeaves } from './push-leaves.ts'
import { hasher, logSigner, ORIGIN, TestLog, testRegion } from './test-region.ts'
import { createWitness } from './witness.ts'

async function requestOf(log: TestLog, oldSize: number): Promise<string> {
  const nodes = tileNodeReader(hasher, log.tiles, log.size)
  const proof = must(await consistencyProof(hasher, nodes, oldSize, log.size))
  return formatAddCheckpoint({ oldSize, proof, checkpoint: log.checkpoint() })
}

const entries = (from: number, to: number, history = ''): string[] =>
  Array.from({ length: to - from }, (_, i) => `${history}event ${from + i}`)

async function witnessed(size: number) {
  const log = new TestLog()
  const region = testRegion(['BRB'], 1, log)
  const [barbados] = region.witnesses
  log.append(...entries(0, size))
  const first = await barbados!.witness.addCheckpoint(await requestOf(log, 0), 'log')
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
  const step = await barbados.witness.addCheckpoint(await requestOf(log, 3), 'log')
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
  const answers = await Promise.all([short, long].map((body) => barbados.witness.addCheckpoint(body, 'log')))
  expect(answers.map((step) => step.answer)).toMatchObject([{ status: 200 }, { status: 409, size: 4 }])
})

describe('red alarms', () => {
  test('two roots for one size: proven, whoever brings the note', async () => {
    const { log, barbados, keys } = await witnessed(3)
    const before = await log.backup()
    log.append('truth')
    await barbados.witness.addCheckpoint(await requestOf(log, 3), 'log')
    before.append('lie')
    for (const from of ['log', 'other'] as const) {
      const step = await barbados.witness.addCheckpoint(await requestOf(before, 3), from)
      expect(step).toMatchObject({ answer: { status: 409, size: 4 }, alarm: { kind: 'split-view' } })
      expect(must(weighAlarm(step.alarm!, keys, hasher, verifySignature))).toBe('proven')
    }
    const equal = await barbados.witness.addCheckpoint(
      formatAddCheckpoint({ oldSize: 4, proof: [], checkpoint: before.checkpoint() }),
      'other',
    )
    expect(equal).toMatchObject({ answer: { status: 422 }, alarm: { kind: 'split-view' } })
  })

  test('a larger tree without proof: from the log itself only, and reported', async () => {
    const { log, barbados, keys } = await witnessed(3)
    const other = new TestLog(log.signer)
    other.append(...entries(0, 9, 'other '))
    const body = await requestOf(other, 3)
    expect((await barbados.witness.addCheckpoint(body, 'other')).alarm).toBeNull()
    const step = await barbados.witness.addCheckpoint(body, 'log')
    expect(step).toMatchObject({ answer: { status: 422 }, alarm: { kind: 'fork' } })
    expect(must(weighAlarm(step.alarm!, keys, hasher, verifySignature))).toBe('reported')
  })

  test('a smaller tree: rollback without a mirror, and with one proven or known to be harmless', async () => {
    const { log, barbados, region, keys } = await witnessed(3)
    const backup = await log.backup()
    const lie = await liar(log, 2)
    log.append(...entries(3, 600))
    await barbados.witness.addCheckpoint(await requestOf(log, 3), 'log')
    const blind = await barbados.witness.addCheckpoint(await requestOf(lie, 3), 'log')
    expect(blind).toMatchObject({
      answer: { status: 409, size: 600 },
      alarm: { kind: 'rollback', prefix: null },
    })
    expect(must(weighAlarm(blind.alarm!, keys, hasher, verifySignature))).toBe('reported')
    expect((await barbados.witness.addCheckpoint(await requestOf(lie, 3), 'other')).alarm).toBeNull()

    expect(await pushLeaves(region.own(log), barbados.port, 600)).toEqual({ ok: true, value: 600 })
    const seen = await barbados.witness.addCheckpoint(await requestOf(lie, 3), 'other')
    expect(seen.alarm).toMatchObject({ kind: 'split-view', severity: 'red' })
    expect(must(weighAlarm(seen.alarm!, keys, hasher, verifySignature))).toBe('proven')
    // The old checkpoint itself, brought again by a restored node or a slow network, is part of the same history.
    const again = await barbados.witness.addCheckpoint(await requestOf(backup, 3), 'log')
    expect(again).toMatchObject({ answer: { status: 409, size: 600 }, alarm: null })
  })

  test('cannot be made up: without the log’s signature nothing is raised, and a false alarm is refused', async () => {
    const { log, barbados, region, keys } = await witnessed(3)
    const forger = new TestLog(logSigner(ORIGIN, 99))
    forger.append('x', 'y', 'z')
    const step = await barbados.witness.addCheckpoint(await requestOf(forger, 3), 'log')
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
    await barbados.witness.addCheckpoint(await requestOf(log, 3), 'log')
    must(await pushLeaves(region.own(log), barbados.port, 40))
    const prefix = await barbados.mirror.prefix(ORIGIN, 3, 40)
    const notes = [(await barbados.witness.checkpoint(ORIGIN))!, old] as const
    expect(weigh({ ...base, notes, prefix })).toMatchObject({ error: { code: 'alarm.contradiction' } })
  })
})

test('a store that keeps losing the race answers 409, and never cosigns what it did not store', async () => {
  const log = new TestLog()
  log.append('a')
  const inner = memoryWitnessStore()
  const { signer } = log
  const witness = createWitness({
    signer: testRegion(['BRB'], 1, log).witnesses[0]!.signer,
    store: { latest: (origin) => inner.latest(origin), replace: () => Promise.resolve(false) },
    mirror: null,
    logKeys: () => [signer.key],
    hasher,
    verify: verifySignature,
    nowMs: () => 0,
  })
  const step = await witness.addCheckpoint(await requestOf(log, 0), 'log')
  expect(step).toEqual({ answer: { status: 409, size: 0 }, alarm: null })
  expect(await witness.checkpoint(ORIGIN)).toBeNull()
})
