import { randomUUID } from 'node:crypto'
import { must, type CommandReceipt, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { executeCommand, readRecord } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { openAcademyKey } from './academy-key.ts'
import type { VettingResult } from './contract/vetting.ts'
import { trainingModule } from './module.ts'

export const RULE = 'Example donor rule 1'
export const registrar = testSubject({ roles: ['registrar'], purpose: 'training' })
export const nominator = testSubject({ roles: ['nominating-officer'], purpose: 'training' })

export interface TestTraining {
  readonly db: TestStore
  readonly clock: { now: Date }
  /** Vetting results by number, as assistance would hold them. */
  readonly results: Map<string, VettingResult>
  /** Names of the key as two processes opened it, one after the other. */
  readonly keys: readonly string[]
}

/** A database with training in it, its clock and its vetting results in the test's hand. */
export async function openTraining(): Promise<TestTraining> {
  const clock = { now: new Date('2026-03-01T12:00:00.000Z') }
  const results = new Map<string, VettingResult>()
  const late: { core?: TestStore['core'] } = {}
  const module = trainingModule(
    () => {
      if (late.core === undefined) throw new Error('BUG: not open yet')
      return late.core
    },
    { vetting: (_, { reference }) => Promise.resolve(results.get(reference) ?? null) },
  )
  const db = await openTestStore({ modules: [module], now: () => clock.now })
  late.core = db.core
  const sealed = new Map<string, Uint8Array>()
  const vault = {
    seal: (_: string, id: string, secret: Uint8Array) => {
      const name = `${id}/${sealed.size}`
      sealed.set(name, secret)
      return name
    },
    open: (_: string, __: string, name: string) => ({
      ok: true as const,
      value: sealed.get(name) ?? new Uint8Array(),
    }),
  }
  const open = async (byte: number): Promise<string> =>
    must(await openAcademyKey(db.core, vault, (n) => new Uint8Array(n).fill(byte))).did
  return { db, clock, results, keys: [await open(7), await open(8)] }
}

export const give = async (
  db: TestStore,
  who: typeof registrar,
  name: string,
  input: object,
  on?: { id: string; rev: number },
  reason?: string,
): Promise<Result<CommandReceipt>> =>
  executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
    ...(reason === undefined ? {} : { reason }),
    input,
  })
export async function get<T>(
  db: TestStore,
  decl: Parameters<typeof readRecord>[1],
  id: string,
): Promise<StoredRecord<T>> {
  const found = await db.read(registrar, (tx) => readRecord<T>(tx, decl, id))
  if (found === null) throw new Error(`no ${decl.type} ${id}`)
  return found
}

export const terms = {
  title: 'Example course',
  summary: 'Exercise',
  asked: null,
  area: 'borders',
  days: 2,
  passMark: 70,
  leastAttendance: 80,
  validMonths: 12,
  prerequisites: [] as string[],
  instructorMonths: 24,
}
export const plan = {
  from: '2026-03-16',
  until: '2026-03-17',
  days: ['2026-03-16', '2026-03-17'],
  place: 'Example hall',
  seats: 3,
  quotas: [
    { nation: 'LCA', seats: 2 },
    { nation: 'BRB', seats: 1 },
  ],
  nominateBy: '2026-03-10',
  funder: { name: 'Example donor', vettingRule: RULE },
  instructors: [] as string[],
  costs: [],
}

export const person = (name: string, nation: string, priority: number, vettingReference: string | null) => ({
  name,
  nation,
  priority,
  vettingReference,
  agency: 'Example agency',
  unit: 'Example unit',
  sex: 'female',
  holder: null,
})
