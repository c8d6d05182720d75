import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type CommandReceipt, type Result } from '@basinet/kernel/contract'
import { courtReady } from '@basinet/kernel/court'
import { defaultLabel, executeCommand, insertRecord, sealedSubject } from '@basinet/kernel/record'
import { testSubject } from '@basinet/kernel/store/test-store'
import { share } from '../sharing/contract.ts'
import { openRegion, type TestNode, type TestRegion } from './test-nodes.ts'

let region: TestRegion
let lca: TestNode
let brb: TestNode

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  const kinds = [
    'vessel-sighting',
    'information-request',
    'information-answer',
    'conversion-request',
    'conversion-decision',
  ].map((type) => ({ type, mode: 'full' as const, fields: null }))
  const clocks = { acknowledgeHours: 4, answerHours: 48, coreDataHours: null }
  await region.agree({ purposes: ['search-and-rescue'], humanRelease: 'always', kinds, clocks })
})
afterAll(() => region.close())

async function give(id: string, to: string, state: 'given' | 'taken-back'): Promise<void> {
  const { core } = lca.db
  const about = { type: 'vessel-sighting', id }
  const body = { about, to: [to], note: '', state }
  const label = defaultLabel(core, share, core.now())
  const author = { person: 'anna', command: 'share.give', reason: null }
  const decl = share as never
  await lca.as(async (tx) => must(await insertRecord(tx, decl, author, { id: randomUUID(), body, label })))
}

const withheld = async (id: string): Promise<unknown> =>
  (
    await lca.rows<{ reasons: unknown }>('SELECT reasons FROM basinet.network_withheld WHERE record = $1', [
      id,
    ])
  )[0]?.reasons

it('a label that names a partner is no release where a person must give each record', async () => {
  const id = await lca.make('named, not given', ['BRB'])
  await region.settle()
  expect(await withheld(id)).toEqual(['human-release'])
  expect(await brb.read(id)).toBeNull()
  await give(id, 'VCT', 'given')
  await give(id, 'BRB', 'taken-back')
  await lca.relabel(id, {})
  await lca.follow()
  await region.settle()
  expect(await brb.read(id)).toBeNull()
})

it('what a person gave to that partner leaves', async () => {
  const id = await lca.make('given', ['BRB'])
  await give(id, 'BRB', 'given')
  await lca.relabel(id, {})
  await lca.follow()
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ body: { name: 'given' } })
})

it('what is addressed when it is made leaves, and with it what moves, until it is taken back', async () => {
  const id = await lca.make('moving', [])
  await lca.as((tx) =>
    tx.client.query('SELECT basinet.network_address($1, $2, $3)', ['vessel-sighting', id, ['BRB']]),
  )
  const move = async (n: number): Promise<void> => {
    lca.moving.push({ record: id, content: { n } })
    await lca.engine.sendLive()
  }
  await move(1)
  await region.settle()
  expect(brb.cameLive).toEqual([])
  await lca.relabel(id, { releaseTo: ['BRB'] })
  await lca.follow()
  await move(2)
  await move(3)
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ body: { name: 'moving' } })
  // Of what waits for a link only the newest goes.
  expect(brb.cameLive).toMatchObject([{ record: id, owner: 'LCA', content: { n: 3 } }])
  // Queued before it was taken back: it does not leave, and nothing more does.
  await move(4)
  await lca.relabel(id, { releaseTo: [] })
  await region.settle()
  expect(brb.cameLive).toHaveLength(1)
  await lca.follow()
  await move(5)
  await region.settle()
  expect(brb.cameLive).toHaveLength(1)
  expect(await brb.read(id)).toBeNull()
  const archived = 'SELECT count(*)::integer AS n FROM basinet.envelope_in WHERE record = $1'
  expect(await brb.rows(archived, [id])).toEqual([{ n: 0 }])
})

/** A command of a person of that nation who holds every part in this. */
async function order(node: TestNode, command: string, more: object): Promise<Result<CommandReceipt>> {
  const roles = ['reader', 'hit-officer', 'evidence-requester', 'central-authority']
  const person = testSubject({ nation: node.nation, roles, purpose: 'search-and-rescue' })
  const given = await executeCommand(node.db.core, person, command, { commandId: randomUUID(), ...more })
  await node.follow()
  await region.settle()
  return given
}
const on = ({ recordId, rev }: CommandReceipt) => ({ recordId, expectedRev: rev })
const body = async (node: TestNode, table: string, id: string): Promise<unknown> =>
  (await node.rows<{ body: unknown }>(`SELECT body FROM basinet.r_${table} WHERE id = $1`, [id]))[0]?.body

it('a question in plain words is asked on the agreement’s clock, answered once, and closed', async () => {
  const input = {
    to: 'BRB',
    subject: 'Blue pirogue',
    question: 'Is a pirogue of this description known?',
    why: 'seen off Vieux Fort',
    urgency: 'priority',
  }
  const asked = must(await order(lca, 'information-request.ask', { input }))
  expect(await body(brb, 'information_request', asked.recordId)).toMatchObject({
    clock: 'agreement',
    answerBy: '2026-11-26T06:00:00.000Z',
    acknowledgeBy: '2026-11-24T10:00:00.000Z',
    state: 'open',
  })
  const answer = (kind: string, text = '') =>
    order(brb, 'information-answer.give', { input: { about: asked.recordId, kind, text } })
  must(await answer('acknowledged'))
  expect(await answer('answered')).toMatchObject({ error: { code: 'information-answer.empty' } })
  const given = must(await answer('answered', 'Known; registered at Oistins'))
  expect(await answer('nothing-held')).toMatchObject({ error: { code: 'information-answer.given' } })
  expect(await body(lca, 'information_answer', given.recordId)).toMatchObject({
    about: asked.recordId,
    text: 'Known; registered at Oistins',
    late: false,
  })
  const self = { input: { about: asked.recordId, kind: 'refused' } }
  expect(await order(lca, 'information-answer.give', self)).toMatchObject({
    error: { code: 'information-answer.not-yours' },
  })
  must(await order(lca, 'information-request.close', { ...on(asked), input: { outcome: 'Owner was met' } }))
  expect(await body(brb, 'information_request', asked.recordId)).toMatchObject({ state: 'closed' })
  expect(await answer('partly', 'more')).toMatchObject({ error: { code: 'information-answer.closed' } })
})

describe('what came from abroad', () => {
  let item: string
  const ready = (node: TestNode, id: string) =>
    node.db.store.run(sealedSubject(node.db.core, node.officer, node.db.core.now()), {}, (tx) =>
      courtReady(tx, [{ type: 'vessel-sighting', id }]),
    )
  const certificate = {
    number: 'BRB 12/2026',
    authority: 'Attorney General of Barbados',
    signatory: 'A. Attorney',
    capacity: 'Central authority',
    enablingLaw: 'Mutual Assistance in Criminal Matters Act, section 5',
    paperSha256: null,
  }
  const ask = (uses: readonly string[], id = item) =>
    order(lca, 'conversion-request.ask', {
      input: {
        to: 'BRB',
        items: [{ type: 'vessel-sighting', id }],
        caseNumber: 'SLU 7/2026',
        court: 'High Court, Castries',
        uses,
        legalBasis: 'Treaty of Basseterre, article 4',
        why: 'The sighting places the boat',
      },
    })
  const grant = (request: string, uses: readonly string[], more: object = {}) => {
    const items = [{ type: 'vessel-sighting', id: item }]
    const conditions = 'Not to be published'
    return order(brb, 'conversion-decision.grant', {
      input: { request, items, uses, conditions, certificate, ...more },
    })
  }

  beforeAll(async () => {
    item = await brb.make('seen from Barbados', [])
    await brb.as((tx) =>
      tx.client.query('SELECT basinet.network_address($1, $2, $3)', ['vessel-sighting', item, ['LCA']]),
    )
    await brb.relabel(item, { releaseTo: ['LCA'] })
    await brb.follow()
    await region.settle()
  })

  it('goes before no court until its owner’s central authority says so, and no longer than it says so', async () => {
    expect(await ready(brb, item)).toEqual({ ok: true, value: [] })
    expect(await ready(lca, item)).toMatchObject({ error: { code: 'court.unconverted' } })
    const asked = must(await ask(['court', 'charge']))
    expect(await ready(lca, item)).toMatchObject({ error: { code: 'court.unconverted' } })
    // Nobody decides for the owner, nor beyond what was asked.
    expect(
      await order(lca, 'conversion-decision.refuse', { input: { request: asked.recordId, reason: 'ours' } }),
    ).toMatchObject({ error: { code: 'conversion-decision.not-yours' } })
    expect(await grant(asked.recordId, ['inquest'])).toMatchObject({
      error: { code: 'conversion-decision.uses' },
    })
    const charge = must(await grant(asked.recordId, ['charge']))
    expect(await ready(lca, item)).toMatchObject({ error: { code: 'court.use' } })
    must(await order(brb, 'conversion-decision.withdraw', { ...on(charge), reason: 'too narrow', input: {} }))
    expect(await ready(lca, item)).toMatchObject({ error: { code: 'court.unconverted' } })
    const validUntil = '2026-11-25T06:00:00.000Z'
    must(await grant(asked.recordId, ['court'], { validUntil }))
    expect(must(await ready(lca, item))).toMatchObject([
      { owner: 'BRB', id: item, conversion: { conditions: 'Not to be published', certificate } },
    ])
    region.clock.now = new Date(validUntil)
    expect(await ready(lca, item)).toMatchObject({ error: { code: 'court.unconverted' } })
    region.clock.now = new Date('2026-11-24T06:00:00.000Z')
    must(await order(lca, 'conversion-request.withdraw', { ...on(asked), reason: 'settled', input: {} }))
    expect(await ready(lca, item)).toMatchObject({ error: { code: 'court.unconverted' } })
  })

  it('is in whatever was derived from it, and a source nobody can show bars the document', async () => {
    const derived = await lca.make('worked out from it', [], { sources: ['LCA', 'BRB'] })
    expect(await ready(lca, derived)).toMatchObject({ error: { code: 'court.unconverted' } })
    const asked = must(await ask(['court']))
    must(await grant(asked.recordId, ['court']))
    expect(must(await ready(lca, item))).toHaveLength(1)
    expect(await ready(lca, derived)).toMatchObject({ error: { code: 'court.unconverted' } })
    const own = await lca.make('seen by ourselves', [])
    expect(await ready(lca, own)).toEqual({ ok: true, value: [] })
  })

  it('is asked for only of its owner, by who may ask', async () => {
    const own = await lca.make('our own', [])
    expect(await ask(['court'], own)).toMatchObject({ error: { code: 'conversion-request.item' } })
    const asker = testSubject({ nation: 'LCA', roles: ['reader'], purpose: 'search-and-rescue' })
    const input = {
      to: 'BRB',
      items: [{ type: 'vessel-sighting', id: item }],
      caseNumber: 'SLU 8/2026',
      court: 'High Court',
      uses: ['court'],
      legalBasis: 'Treaty',
      why: 'because',
    }
    expect(
      await executeCommand(lca.db.core, asker, 'conversion-request.ask', { commandId: randomUUID(), input }),
    ).toMatchObject({ error: { code: 'command.denied.role' } })
  })
})
