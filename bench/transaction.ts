import { sealedSubject } from '@basinet/kernel/record'
import { openTestStore, testSubject } from '@basinet/kernel/store/test-store'
import { ratiosOf, type BenchResult } from './bench.ts'

const WARM_UP = 500
const TRANSACTIONS = 5000
const ROUNDS = 3

/** Runs `one` after another on one connection; the best round, in transactions per second. */
async function rate(one: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < WARM_UP; i++) await one()
  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now()
    for (let i = 0; i < TRANSACTIONS; i++) await one()
    best = Math.max(best, (TRANSACTIONS * 1000) / (performance.now() - begun))
  }
  return Math.round(best)
}

const READ = 'SELECT value FROM basinet.node_fact LIMIT 1'

/**
 * `npm run bench -- transaction`: what entering as a sealed subject costs. Rival: the same statements by the owner's login,
 * who needs no subject.
 */
export async function run(): Promise<BenchResult> {
  const db = await openTestStore({ poolMax: 1 })
  try {
    const subject = testSubject({ roles: ['officer', 'auditor', 'administrator'] })
    const as = () => sealedSubject(db.core, subject, db.core.now())
    const owner = async (sql: string): Promise<void> => {
      await db.admin.query('BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY')
      await db.admin.query({ name: sql, text: sql })
      await db.admin.query('COMMIT')
    }
    const sealed = (sql: string) =>
      db.store.run(as(), { readOnly: true }, (tx) => tx.client.query({ name: sql, text: sql }))
    const ours = {
      'SELECT 1': await rate(() => sealed('SELECT 1')),
      'a row under a policy': await rate(() => sealed(READ)),
    }
    const rivals = {
      'owner, SELECT 1': await rate(() => owner('SELECT 1')),
      'owner, a row': await rate(() => owner(READ)),
    }
    const like = (rival: string): string => (rival === 'owner, a row' ? 'a row under a policy' : 'SELECT 1')
    return {
      name: 'transaction',
      unit: 'transactions/s on one connection',
      ours,
      rivals,
      ratios: ratiosOf(ours, rivals, like),
      notes: [
        `${TRANSACTIONS} read-only transactions one after another, best of ${ROUNDS} rounds`,
        'rivals: the owner of the tables, without a subject',
      ],
    }
  } finally {
    await db.close()
  }
}
