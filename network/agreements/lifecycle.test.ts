import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must, type Subject } from '@basinet/kernel/contract'
import { fileRecord } from '@basinet/kernel/files'
import { defaultLabel, executeCommand, insertRecord, sealedSubject } from '@basinet/kernel/record'
import { testSubject } from '@basinet/kernel/store/test-store'
import { readLeft } from '../desk/left.ts'
import { OPEN_TEXTS_MAX } from '../node/check-statements.ts'
import { asNetwork } from '../node/db.ts'
import { openRegion, type TestNode, type TestRegion } from '../node/test-nodes.ts'
import { encodeCbor, toHex } from '../wire/index.ts'
import { tell } from '../node/parts.ts'
import { UnitCaveats } from '../node/unit-caveats.ts'
import { statementsContent } from '../node/take-statements.ts'
import type { AgreementDossier } from './contract.ts'
import { readHeld } from './held.ts'
import { stateOf } from './state.ts'
import { termsOfText } from './terms-text.ts'
import { testText } from './test-agreement.ts'

let region: TestRegion
let lca: TestNode
let brb: TestNode
const people: Record<string, Record<'lawyer' | 'minister', Subject>> = {}

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  for (const nation of ['LCA', 'BRB'])
    people[nation] = {
      lawyer: testSubject({ nation, roles: ['officer', 'agreement-officer'] }),
      minister: testSubject({ nation, roles: ['officer', 'agreement-authority'] }),
    }
})
afterAll(() => region.close())

interface On {
  readonly recordId?: string
  readonly expectedRev?: number
  readonly reason?: string
}
const give = (node: TestNode, who: 'lawyer' | 'minister', name: string, input: object, on: On = {}) =>
  executeCommand(node.db.core, people[node.nation]![who], name, { commandId: randomUUID(), input, ...on })

/** The second person agrees. */
async function agree(node: TestNode, pending: string | undefined) {
  return give(node, 'minister', 'approval.approve', {}, { recordId: pending ?? '', expectedRev: 1 })
}

/** What a node's leading process does with what was ordered. */
async function work(): Promise<void> {
  for (const { engine } of region.nodes) {
    await engine.carryOut()
    await engine.refresh()
    await engine.announce()
  }
  await region.settle()
  for (const { engine } of region.nodes) await engine.refresh()
}

/** A file with the dossier, as an upload keeps it. */
async function file(node: TestNode, dossier: string, content: string): Promise<string> {
  const { core, store } = node.db
  const id = randomUUID()
  const subject = people[node.nation]!['lawyer']
  const body = {
    name: 'signed.pdf',
    mediaType: 'application/pdf',
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    address: '0'.repeat(64),
    evidence: randomUUID(),
    about: { type: 'agreement', id: dossier },
    aboutId: dossier,
    state: 'kept' as const,
  }
  const label = defaultLabel(core, fileRecord, core.now())
  const author = { person: subject.person, command: 'file.keep', reason: null }
  await store.run(sealedSubject(core, subject, core.now()), {}, async (tx) =>
    must(await insertRecord(tx, fileRecord, author, { id, body, label })),
  )
  return id
}

const stand = async (node: TestNode, hash: string): Promise<string> => {
  const found = must(await readHeld(node.db.core)).find(hash)
  return found === undefined ? 'absent' : stateOf(found)
}
const terms = (change: object = {}) => {
  const text = testText(['LCA', 'BRB'], region.clock.now.getTime(), { instrument: null })
  const written = termsOfText(text)
  const kinds = [{ type: 'vessel-sighting', mode: 'full', fields: [] }]
  return { ...written, subject: { ...written.subject, kinds }, ...change }
}
async function offer(change: object = {}, follows?: string): Promise<{ id: string; hash: string }> {
  const drafted = must(
    await give(lca, 'lawyer', 'agreement.draft', { terms: terms(change), ...(follows ? { follows } : {}) }),
  )
  must(await give(lca, 'lawyer', 'agreement.offer', {}, { recordId: drafted.recordId, expectedRev: 1 }))
  const [row] = await lca.rows<{ body: AgreementDossier }>(
    'SELECT body FROM basinet.r_agreement WHERE id = $1',
    [drafted.recordId],
  )
  await work()
  return { id: drafted.recordId, hash: row?.body.hash ?? '' }
}
async function sign(node: TestNode, dossier: string, rev: number, content: string) {
  const paper = await file(node, dossier, content)
  const input = {
    paper,
    signatory: 'A. Minister',
    capacity: 'full powers',
    enablingLaw: 'Act 3 of 2026, s. 4',
  }
  const on = { recordId: dossier, expectedRev: rev, reason: 'signed at Castries' }
  const asked = await give(node, 'lawyer', 'agreement.sign', input, on)
  return asked.ok ? agree(node, asked.value.pendingApproval) : asked
}

it('is drafted, offered, taken up, signed on one paper by two persons each side, active, suspended, ended', async () => {
  const { id, hash } = await offer()
  expect([await stand(lca, hash), await stand(brb, hash)]).toEqual(['offered', 'offered'])

  const taken = must(await give(brb, 'lawyer', 'agreement.take-up', { hash }))
  expect(await give(brb, 'lawyer', 'agreement.take-up', { hash })).toMatchObject({
    error: { code: 'agreement.known' },
  })
  must(await sign(lca, id, 2, 'the paper'))
  await work()
  // It waits for whoever reads the evidence store, which this test has not.
  const due = await lca.rows(
    'SELECT encode(agreement, $1) AS hash, evidence FROM basinet.network_paper_due',
    ['hex'],
  )
  expect(due).toEqual([{ hash, evidence: expect.any(String) }])
  expect([await stand(lca, hash), await stand(brb, hash)]).toEqual(['offered', 'offered'])
  expect(await sign(brb, taken.recordId, 1, 'another scan')).toMatchObject({
    error: { code: 'agreement.paper-differs' },
  })
  must(await sign(brb, taken.recordId, 1, 'the paper'))
  await work()
  expect([await stand(lca, hash), await stand(brb, hash)]).toEqual(['active', 'active'])

  const order = async (node: TestNode, action: string, agreement: string | null) => {
    const asked = must(
      await give(node, 'lawyer', 'agreement-order.give', { action, agreement }, { reason: 'a breach there' }),
    )
    await work()
    const before = await stand(node, hash)
    must(await agree(node, asked.pendingApproval))
    await work()
    return [before, await stand(lca, hash), await stand(brb, hash)]
  }
  expect(await order(brb, 'suspend', null)).toEqual(['active', 'suspended', 'suspended'])
  expect(await order(brb, 'resume', hash)).toEqual(['suspended', 'active', 'active'])
  const until = new Date(region.clock.now.getTime() + 60 * 86_400_000).toISOString()
  expect(
    await give(
      lca,
      'lawyer',
      'agreement-order.give',
      { action: 'continue', agreement: hash },
      { reason: 'season' },
    ).then((asked) => agree(lca, must(asked).pendingApproval)),
  ).toMatchObject({ error: { code: 'agreement.until' } })
  const standing = must(
    await give(
      lca,
      'lawyer',
      'agreement-order.give',
      { action: 'continue', agreement: hash, until },
      { reason: 'hurricane season' },
    ),
  )
  must(await agree(lca, standing.pendingApproval))
  await work()
  const orders = await brb.rows<{ owner: string; until: Date }>(
    'SELECT owner, until FROM basinet.network_continuity',
  )
  expect(orders).toEqual([{ owner: 'LCA', until: new Date(until) }])
  expect(await order(lca, 'end', hash)).toEqual(['active', 'ended', 'ended'])
  const audited = await lca.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM basinet.network_carried WHERE failure IS NULL`,
  )
  expect(audited[0]?.n).toBe(4)
})

it('refuses an offer that could not hold, naming the field, and makes the next version under the same number', async () => {
  const drafted = must(
    await give(lca, 'lawyer', 'agreement.draft', {
      terms: terms({ sides: { parties: ['LCA', 'JAM'], givers: ['LCA'], units: [] } }),
    }),
  )
  const on = { recordId: drafted.recordId, expectedRev: 1 }
  expect(await give(lca, 'lawyer', 'agreement.offer', {}, on)).toMatchObject({
    error: { code: 'agreement.terms', field: 'terms.release.releaseCeiling' },
  })
  const first = await offer()
  const second = await offer({ emergency: 'Article 9 applies.' }, first.hash)
  const [a, b] = [first, second].map(async ({ hash }) => must(await readHeld(brb.db.core)).find(hash)?.text)
  expect([(await b)?.id, (await b)?.version]).toEqual([(await a)?.id, 2])
})

it('moves copies to a later version where that lets them be held, and takes them back where it does not', async () => {
  const id = randomUUID()
  const base = { id, purposes: ['search-and-rescue'], recallOnEnd: false }
  const version = async (n: number, change: object = {}) => {
    await region.agree({ ...base, version: n, ...change })
    await work()
    await lca.follow()
    await region.settle()
  }
  await version(1)
  const low = await lca.make('low', ['BRB'])
  const high = await lca.make('high', ['BRB'], { class: 'confidential' })
  await region.settle()
  const held = async () =>
    (
      await brb.rows<{ record: string; v: number }>(
        'SELECT record, agreement_version AS v FROM basinet.network_copy WHERE agreement = $1',
        [id],
      )
    ).map(({ record, v }) => [record === low ? 'low' : record === high ? 'high' : record, v])
  expect(new Map((await held()) as [string, number][])).toEqual(
    new Map([
      ['high', 1],
      ['low', 1],
    ]),
  )
  await version(2, { classCeiling: 'restricted', leaseDays: 7 })
  expect(await held()).toEqual([['low', 2]])
  expect(await brb.read(low)).toMatchObject({ body: { name: 'low' } })
  expect(await brb.read(high)).toBeNull()
  const [share] = await lca.rows(
    'SELECT agreement_version AS v FROM basinet.network_share WHERE record = $1',
    [low],
  )
  expect(share).toEqual({ v: 2 })
  const page = await asNetwork(lca.db.core, (db, at) => readLeft(db, 'LCA', at))
  expect(page.left).toMatchObject([
    { peer: 'BRB', agreementVersion: 1, held: 0, title: 'Exchange of maritime sightings (test)' },
    { peer: 'BRB', agreementVersion: 2, today: 1, held: 1 },
  ])
  expect(page.back).toMatchObject([{ peer: 'BRB', done: 1, outstanding: 0, overdue: 0, oldestAt: null }])
  const there = await asNetwork(brb.db.core, (db, at) => readLeft(db, 'BRB', at))
  expect(there.came).toMatchObject([{ owner: 'LCA', type: 'vessel-sighting', held: 1 }])
})

it('lets only the units read that an agreement names, and of those only who is vetted', async () => {
  const watch = randomUUID()
  // As identity keeps them; the network asks for these columns alone.
  const columns = 'id uuid, owner text, f_state text, f_code text, f_name text'
  await brb.db.admin.query(
    `CREATE TABLE basinet.r_agency (${columns}); CREATE TABLE basinet.r_unit (${columns}, f_agency text);
     INSERT INTO basinet.r_agency VALUES ('${watch}', 'BRB', 'active', 'COAST', 'Coast Guard');
     INSERT INTO basinet.r_unit VALUES ('${watch}', 'BRB', 'active', 'WATCH', 'Watch', '${watch}')`,
  )
  await region.agree({
    purposes: ['fisheries'],
    units: [{ nation: 'BRB', unit: 'COAST/WATCH', vetted: true }],
  })
  const id = await lca.make('for the watch', ['BRB'], { purposes: ['fisheries'] })
  await region.settle()
  const { core, store } = brb.db
  const units = new UnitCaveats()
  const reads = async (change: Partial<Subject>): Promise<boolean> => {
    const subject = testSubject({ nation: 'BRB', roles: ['reader'], purpose: 'fisheries', ...change })
    const sealed = sealedSubject({ registry: core.registry, caveats: units.of }, subject, core.now())
    const { rowCount } = await store.run(sealed, { readOnly: true }, (tx) =>
      tx.client.query('SELECT 1 FROM basinet.r_vessel_sighting WHERE id = $1', [id]),
    )
    return rowCount === 1
  }
  const vetted = { unit: watch, vettedUntil: '2027-01-01T00:00:00.000Z' }
  expect(await reads(vetted)).toBe(false)
  await units.refresh(core)
  expect(await reads(vetted)).toBe(true)
  expect(await reads({ ...vetted, vettedUntil: null })).toBe(false)
  expect(await reads({ ...vetted, unit: randomUUID() })).toBe(false)
  expect(await brb.read(id)).toBeNull()
})

it('takes a bounded number of unsigned texts from a partner, and of one word what holds', async () => {
  const { parts, store } = brb.engine
  const at = region.clock.now.getTime()
  const text = () => encodeCbor(testText(['LCA', 'BRB'], at, { id: randomUUID(), instrument: null }))
  const word = Array.from(
    { length: OPEN_TEXTS_MAX + 3 },
    () => ({ kind: 'agreement', body: text() }) as const,
  )
  const broken = { kind: 'agreement-signature', body: new Uint8Array(40) } as const
  const all = statementsContent([word[0]!, broken, ...word.slice(1)])
  await store.transact((tx) =>
    tell(parts, tx, { type: 'network.statements', to: ['LCA'], lane: 0, content: all }),
  )
  await region.settle()
  const held = must(await readHeld(lca.db.core)).agreements.map((a) => toHex(encodeCbor(a.text)))
  const kept = word.filter(({ body }) => held.includes(toHex(body)))
  expect(kept).toHaveLength(OPEN_TEXTS_MAX)
  const [said] = await lca.rows<{ details: string }>(
    `SELECT details::text FROM basinet.audit_detail WHERE details::text LIKE '%agreement.too-many%'`,
  )
  expect(said?.details).toMatch(/agreement-signature/)
})
