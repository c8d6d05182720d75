import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import { nodeSubject, sealedSubject } from '../../record/core.ts'
import type { SealedSubject } from '../../store/subject-seal.ts'
import { enterAs } from '../../store/test-store.ts'
import { administratorSubject, openTestNode, type TestNode } from '../test/node.ts'

let node: TestNode
let app: pg.Client

beforeAll(async () => {
  node = await openTestNode()
  app = new pg.Client({ connectionString: node.store.appUrl })
  await app.connect()
})
afterAll(async () => {
  await app.end()
  await node.close()
})

const TABLES = [
  'credential',
  'recovery_code',
  'passkey',
  'oidc_binding',
  'one_use_link',
  'challenge',
  'attempt',
  'session',
]
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code ?? 'other'
  }
}

/** Enters as a subject on the application's own connection, as an injected statement would find it. */
async function inside(subject: SealedSubject, sql: string): Promise<string> {
  await app.query('BEGIN; SET LOCAL ROLE basinet_app')
  await enterAs(app, subject, node.store.subjectKey)
  const outcome = await refusal(app.query(sql))
  await app.query('ROLLBACK')
  return outcome
}

describe('secrets', () => {
  it('lie in tables the application cannot touch, whoever asks', async () => {
    const subjects = [
      sealedSubject(node.core, nodeSubject('LCA'), node.core.now()),
      sealedSubject(
        node.core,
        administratorSubject(node, '0190a000-0000-7000-8000-000000000001'),
        node.core.now(),
      ),
    ]
    for (const table of TABLES) {
      for (const subject of subjects) {
        expect(await inside(subject, `SELECT * FROM basinet_private.${table}`)).toBe('42501')
        expect(await inside(subject, `DELETE FROM basinet_private.${table}`)).toBe('42501')
      }
    }
  })

  it('are given by no function to a person, an administrator included', async () => {
    const { rows } = await node.store.admin.query<{ name: string; args: string }>(
      `SELECT p.proname AS name, (SELECT string_agg('NULL::' || format_type(t, NULL), ', ') FROM unnest(p.proargtypes) t) AS args
       FROM pg_proc p WHERE p.pronamespace = 'basinet'::regnamespace AND p.proname LIKE 'identity\\_%' AND p.prorettype <> 'trigger'::regtype`,
    )
    // Whether a person of an id that is known already is there, and no more.
    const open = ['identity_names', 'identity_colleagues', 'identity_administrators', 'identity_known']
    const admin = sealedSubject(
      node.core,
      administratorSubject(node, '0190a000-0000-7000-8000-000000000001'),
      node.core.now(),
    )
    const guarded = rows.filter((r) => !open.includes(r.name))
    expect(guarded.length).toBeGreaterThan(25)
    for (const f of guarded) {
      expect([f.name, await inside(admin, `SELECT basinet.${f.name}(${f.args ?? ''})`)]).toEqual([
        f.name,
        '42501',
      ])
    }
  })

  it('are given to nobody who merely calls themselves the node', async () => {
    const liar = { ...sealedSubject(node.core, nodeSubject('LCA'), node.core.now()), nation: 'VCT' }
    expect(await inside(liar, `SELECT * FROM basinet.identity_account('x', NULL, NULL, NULL, NULL)`)).toBe(
      '42501',
    )
    await app.query('BEGIN; SET LOCAL ROLE basinet_app')
    expect(await refusal(app.query(`SELECT * FROM basinet.identity_people(1)`))).toBe('42501')
    await app.query('ROLLBACK')
  })

  it('are not reached by the login without stepping into the role', async () => {
    expect(await refusal(app.query(`SELECT * FROM basinet.identity_people(1)`))).toBe('42501')
  })

  it('stay out of the names that colleagues see', async () => {
    const id = await node.addPerson({
      name: 'Seen Name',
      username: 'unseen.name',
      rights: { clearance: 'secret' },
    })
    const { rows } = await node.store.read(administratorSubject(node, id), (tx) =>
      tx.client.query('SELECT * FROM basinet.identity_names($1)', [[id]]),
    )
    expect(rows).toEqual([{ id, name: 'Seen Name', rank: 'Officer', unit: 'Test unit' }])
    const offered = await node.store.read(administratorSubject(node, id), (tx) =>
      tx.client.query("SELECT * FROM basinet.identity_colleagues('seen', 10)"),
    )
    expect(offered.rows).toEqual([
      { id, name: 'Seen Name', rank: 'Officer', unit: 'Test unit', unitId: expect.any(String) as string },
    ])
  })
})
