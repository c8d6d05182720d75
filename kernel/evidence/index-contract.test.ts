import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealedSubject } from '../record/core.ts'
import { testSubject } from '../store/test-store.ts'
import type { ChunkRef, EvidenceIndex } from './evidence-index.ts'
import { randomId } from './evidence-parts.ts'
import { random } from './evidence-test-bench.ts'
import { memoryIndex } from './memory-index.ts'
import { asNodeRunner, sqlIndex } from './sql-index.ts'
import { sqlBench, type SqlBench } from './sql-test-bench.ts'

const NOW = new Date('2026-11-24T00:00:00.000Z')
const LATER = new Date('2026-12-01T00:00:00.000Z')
const CHUNK = 1_048_576
let sql: SqlBench
beforeAll(async () => {
  sql = await sqlBench()
})
afterAll(() => sql.database.close())

const memory = memoryIndex()

function chunk(index: number): ChunkRef {
  return { index, leafHash: new Uint8Array(32).fill(index + 1) }
}

async function create(index: EvidenceIndex, expiresAt = LATER): Promise<string> {
  const id = randomId(random)
  await index.createUpload({
    id,
    openedBy: 'anna',
    wrappedKey: 's1.evidence.1.x',
    sizeBytes: null,
    expiresAt,
    now: NOW,
    openMax: 1000,
  })
  return id
}

/** The same promises, kept by both. */
describe.each([
  { name: 'in memory', of: () => memory },
  { name: 'in PostgreSQL', of: () => sql.index },
])('the index $name', ({ of }) => {
  test('remembers a new upload', async () => {
    const id = await create(of())
    expect(await of().get(id)).toEqual({
      id,
      state: 'uploading',
      openedBy: 'anna',
      wrappedKey: 's1.evidence.1.x',
      sizeBytes: null,
      offsetBytes: 0,
      chunkCount: 0,
      tail: null,
      expiresAt: LATER,
      address: null,
      finishedAt: null,
    })
    expect(await of().get(randomId(random))).toBeNull()
  })

  test('opens no more uploads for one person than are allowed at once', async () => {
    const rest = { wrappedKey: 's1.evidence.1.x', sizeBytes: null, now: NOW, openMax: 2 }
    const open = (openedBy: string | null, expiresAt = LATER) =>
      of().createUpload({ ...rest, id: randomId(random), openedBy, expiresAt })
    expect(await open('ben', NOW)).toBe(true)
    expect(await open('ben')).toBe(true)
    expect(await open('ben')).toBe(true)
    expect(await open('ben')).toBe(false)
    expect(await open('carla')).toBe(true)
    for (let i = 0; i < 3; i++) expect(await open(null)).toBe(true)
  })

  test('counts a finished upload that no record has kept', async () => {
    const rest = { wrappedKey: 's1.evidence.1.x', sizeBytes: null, now: NOW, openMax: 1, openedBy: 'dora' }
    const id = randomId(random)
    expect(await of().createUpload({ ...rest, id, expiresAt: LATER })).toBe(true)
    const done = { id, expectedOffsetBytes: 0, address: '0'.repeat(64), finishedAt: NOW }
    expect(await of().finish(done)).toBe(true)
    expect(await of().createUpload({ ...rest, id: randomId(random), expiresAt: LATER })).toBe(false)
    await of().destroyKey(id)
    expect(await of().createUpload({ ...rest, id: randomId(random), expiresAt: LATER })).toBe(true)
  })

  test('holds the bound against twenty requests at once', async () => {
    const rest = { wrappedKey: 's1.evidence.1.x', sizeBytes: null, now: NOW, expiresAt: LATER, openMax: 3 }
    const asked = Array.from({ length: 20 }, () =>
      of().createUpload({ ...rest, id: randomId(random), openedBy: 'emil' }),
    )
    expect((await Promise.all(asked)).filter((opened) => opened)).toHaveLength(3)
  })

  test('moves on only from the expected offset', async () => {
    const id = await create(of())
    const tail = { ...chunk(2), lengthBytes: 5 }
    const step = { id, expectedOffsetBytes: 0, chunks: [chunk(0), chunk(1)], tail, expiresAt: LATER }
    expect(await of().saveProgress({ ...step, offsetBytes: 2 * CHUNK + 5 })).toBe(true)
    expect(await of().saveProgress({ ...step, offsetBytes: 9 * CHUNK })).toBe(false)
    expect(await of().get(id)).toMatchObject({ offsetBytes: 2 * CHUNK + 5, chunkCount: 2 })
    expect((await of().get(id))?.tail?.lengthBytes).toBe(5)
    expect((await of().leafHashes(id, 0, 9)).map((hash) => hash[0])).toEqual([1, 2])
    expect((await of().leafHashes(id, 1, 2)).map((hash) => hash[0])).toEqual([2])
  })

  test('lets one of two writers at the same offset through', async () => {
    const id = await create(of())
    const step = { id, expectedOffsetBytes: 0, chunks: [chunk(0)], tail: null, expiresAt: LATER }
    const both = await Promise.all([1, 2].map(() => of().saveProgress({ ...step, offsetBytes: CHUNK })))
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await of().leafHashes(id, 0, 9)).toHaveLength(1)
  })

  test('finishes once, the unfinished chunk becoming the last', async () => {
    const id = await create(of())
    const tail = { ...chunk(1), lengthBytes: 7 }
    await of().saveProgress({
      id,
      expectedOffsetBytes: 0,
      offsetBytes: CHUNK + 7,
      chunks: [chunk(0)],
      tail,
      expiresAt: LATER,
    })
    const file = { id, expectedOffsetBytes: CHUNK + 7, address: 'ab'.repeat(32), finishedAt: LATER }
    expect(await of().finish({ ...file, expectedOffsetBytes: 0 })).toBe(false)
    expect(await of().finish(file)).toBe(true)
    expect(await of().finish(file)).toBe(false)
    expect(await of().get(id)).toMatchObject({
      state: 'finished',
      sizeBytes: CHUNK + 7,
      chunkCount: 2,
      tail: null,
      address: 'ab'.repeat(32),
      finishedAt: LATER,
    })
    expect((await of().leafHashes(id, 0, 9)).map((hash) => hash[0])).toEqual([1, 2])
  })

  test('destroys keys, of expired uploads only while they are expired', async () => {
    const [old, live] = [await create(of(), new Date('2020-01-01')), await create(of())]
    const now = new Date('2026-11-24T00:00:00Z')
    const expired = await of().listExpired(now, 1000)
    expect(expired).toContain(old)
    expect(expired).not.toContain(live)
    expect(await of().destroyKey(live, now)).toBe(false)
    expect(await of().destroyKey(old, now)).toBe(true)
    expect(await of().get(old)).toMatchObject({ state: 'destroyed', wrappedKey: null })
    expect(await of().listDestroyed(1000)).toContain(old)
    expect(await of().destroyKey(live)).toBe(true)
    await of().remove(old)
    expect(await of().get(old)).toBeNull()
    expect(await of().destroyKey(randomId(random))).toBe(false)
  })
})

describe('in PostgreSQL', () => {
  test('a person sees and changes nothing, and a login that has not entered may not even ask', async () => {
    const id = await create(sql.index)
    const { store, core } = sql.database
    const asPerson = sqlIndex(
      asNodeRunner(store, () => sealedSubject(core, testSubject({ clearance: 4 }), core.now())),
    )
    expect(await asPerson.get(id)).toBeNull()
    expect(await asPerson.destroyKey(id)).toBe(false)
    await expect(create(asPerson)).rejects.toThrow('row-level security')
    await expect(store.pool.query('SELECT * FROM basinet.evidence_file')).rejects.toThrow('permission denied')
    expect(await sql.index.get(id)).toMatchObject({ state: 'uploading' })
  })

  test('a removed file leaves no leaf hash', async () => {
    const id = await create(sql.index)
    await sql.index.saveProgress({
      id,
      expectedOffsetBytes: 0,
      offsetBytes: CHUNK,
      chunks: [chunk(0)],
      tail: null,
      expiresAt: LATER,
    })
    await sql.index.destroyKey(id)
    await sql.index.remove(id)
    const left = await sql.database.admin.query('SELECT 1 FROM basinet.evidence_chunk WHERE file_id = $1', [
      id,
    ])
    expect(left.rows).toEqual([])
  })
})
