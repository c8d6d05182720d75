import { must, type StoredRecord } from '@basinet/kernel/contract'
import { readRelease } from '@basinet/kernel/copies'
import { defaultLabel, insertRecord, listRecords, updateRecord } from '@basinet/kernel/record'
import { applyMask, isBody, outgoingLabel } from '../../agreements/index.ts'
import { hitRequest, type HitRequestRecord } from '../../hit/contract.ts'
import { answerHit, type HitQuestion } from '../../hit/index.ts'
import { lockLedger, saveLedger } from '../../hit/sql-store.ts'
import type { Received, SqlTx, Taken } from '../../streams/index.ts'
import { readShape, type Cbor } from '../../wire/index.ts'
import { readFact } from '../db.ts'
import { tell } from '../parts.ts'
import { noteShares } from '../shares.ts'
import { agreementOf } from '../state.ts'
import { keepConfirmed, logHit } from './ask.ts'
import { HOUSE_LIMIT, type HitParts } from './context.ts'
import { hitKey } from './policy.ts'
import { keysOf } from './sets.ts'
import { against, epochAt, ofClass } from './way.ts'
import { questionShape, readyShape, requestShape } from './words.ts'

const decl = hitRequest as never
const refused = (reason: string): Taken => ({ kind: 'refused', reason })
const APPLIED: Taken = { kind: 'applied' }
/** Records one request can name; more under one hit is a question too wide. */
const FOUND_MAX = 50
const LIMIT = 'hit-limit'

/** Holder: counts the question against unit and nation, evaluates what it cannot read, logs, answers; all in one transaction. */
export async function takeQuestion(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(questionShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { v: _, ...stated } = read.value
  const question: HitQuestion = { ...stated, nation: from }
  const { parts } = hit
  const at = tx.db.at.getTime()
  const say = async (content: {
    refused: string | null
    evaluated?: Cbor
    proof?: Uint8Array
  }): Promise<Taken> => {
    const full = { v: 1, id: question.id, evaluated: [], proof: new Uint8Array(0), ...content }
    await tell(parts, tx, { type: 'network.hit-answer', to: [from], lane: 1, content: full })
    return APPLIED
  }
  const of = ofClass(question.class)
  const held = of === null ? null : agreementOf(parts.state(), of)
  const asked = { from, to: parts.me, unit: question.unit, purpose: question.purpose }
  const why =
    of?.recipient !== from ||
    held === null ||
    of.id !== question.agreement.id ||
    of.version !== question.agreement.version
      ? 'no-agreement'
      : against(held.agreement.text, held.active, asked, at)
  if (why !== null) return say({ refused: why })
  const name = { class: question.class, epoch: epochAt(at) }
  const limit = (await readFact<typeof HOUSE_LIMIT>(tx.db.client, LIMIT)) ?? HOUSE_LIMIT
  const keys = await keysOf(hit, tx.db.client, name)
  const ledger = await lockLedger(tx.db.client, name.epoch)
  const step = answerHit({ name, keys, limit, random: hit.random }, question, ledger)
  logHit(tx, from, step.event)
  if (!step.answer.ok) return say({ refused: step.answer.error.code })
  await saveLedger(tx.db.client, step.ledger)
  await tx.db.client.query(
    `INSERT INTO basinet.hit_answered (id, nation, unit, purpose, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [question.id, from, question.unit, question.purpose, tx.db.at],
  )
  const { evaluated, proof } = step.answer.value
  return say({ refused: null, evaluated: [...evaluated], proof })
}

/** The requester says what it hit on: it goes before a person here. */
export async function takeRequest(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(requestShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { id, class: name, epoch, caseNumber, outputs } = read.value
  const { parts } = hit
  const of = ofClass(name)
  if (of?.recipient !== from || agreementOf(parts.state(), of) === null) return refused('no-agreement')
  const asked = await askedHere(tx, id, from)
  if (asked === null) return refused('hit.unasked')
  const { rows } = await tx.db.client.query<{ type: string; record: string }>(
    `SELECT DISTINCT type, record FROM basinet.hit_output
     WHERE class = $1 AND epoch = $2 AND outputs && $3 AND type IS NOT NULL ORDER BY type, record LIMIT ${FOUND_MAX}`,
    [name, epoch, outputs],
  )
  const body: HitRequestRecord = {
    question: id,
    requester: from,
    unit: asked.unit,
    purpose: asked.purpose,
    caseNumber,
    agreement: { id: of.id, version: of.version },
    found: rows.map((r) => ({ type: r.type, id: r.record })),
    confirmed: [],
    reason: null,
    requestedAt: tx.db.at.toISOString(),
    decidedAt: null,
    dueAt: null,
    state: 'requested',
  }
  const label = defaultLabel(parts.core, decl, tx.db.at)
  const author = { person: `network:${from}`, command: 'hit-request.arrive', reason: null }
  must(await insertRecord(tx.db, decl, author, { id: parts.newId(), body, label }))
  return APPLIED
}

/** Unit and purpose a question was answered for: a request is about a question that was. */
async function askedHere(
  tx: SqlTx,
  id: string,
  from: string,
): Promise<{ unit: string; purpose: string } | null> {
  const { rows } = await tx.db.client.query<{ unit: string; purpose: string }>(
    'SELECT unit, purpose FROM basinet.hit_answered WHERE id = $1 AND nation = $2',
    [id, from],
  )
  return rows[0] ?? null
}

export async function takeWithdrawal(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(readyShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  for (const request of await requestsIn(tx, ['requested', 'confirmed']))
    if (request.body.question === read.value.id && request.body.requester === from)
      await amend(hit, tx, request, { state: 'withdrawn' })
  return APPLIED
}

async function requestsIn(tx: SqlTx, states: readonly string[]): Promise<StoredRecord<HitRequestRecord>[]> {
  const filters = [{ name: 'state', op: 'in' as const, value: states }]
  return must(await listRecords<HitRequestRecord>(tx.db, decl, { filters, limit: 500 })).items
}

async function amend(
  hit: HitParts,
  tx: SqlTx,
  request: StoredRecord<HitRequestRecord>,
  to: Partial<HitRequestRecord>,
): Promise<void> {
  const author = { person: `network:${hit.parts.me}`, command: 'hit-request.follow', reason: null }
  const next = { body: { ...request.body, ...to }, label: request.label }
  must(await updateRecord(tx.db, decl, author, request.id, request.rev, next))
}

/** Tells requesters what persons here decided. */
export async function carryDecisions(hit: HitParts, tx: SqlTx): Promise<void> {
  for (const request of await requestsIn(tx, ['confirmed', 'refused'])) {
    const { question, requester, confirmed, reason, decidedAt, dueAt, state } = request.body
    const told = await tx.db.client.query(
      `UPDATE basinet.hit_answered SET decided = true WHERE id = $1 AND nation = $2 AND NOT decided`,
      [question, requester],
    )
    if (told.rowCount !== 1) continue
    const yes = state === 'confirmed'
    const content = {
      v: 1,
      id: question,
      decision: yes ? 'confirmed' : 'refused',
      records: yes ? confirmed.map(({ type, id }): Cbor => [type, id]) : [],
      reason,
      at: Date.parse(decidedAt ?? tx.db.at.toISOString()),
      dueAt: dueAt === null ? null : Date.parse(dueAt),
    }
    await tell(hit.parts, tx, { type: 'network.hit-decision', to: [requester], lane: 1, content })
  }
}

/** The requester holds the decision: only now would its policy take what was confirmed. */
export async function takeReady(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(readyShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  for (const request of await requestsIn(tx, ['confirmed'])) {
    if (request.body.question !== read.value.id || request.body.requester !== from) continue
    for (const { type, id } of request.body.confirmed) await sendCore(hit, tx, request.body, { type, id })
    await amend(hit, tx, request, { state: 'delivered' })
  }
  return APPLIED
}

async function sendCore(
  hit: HitParts,
  tx: SqlTx,
  { requester, question, agreement, purpose }: HitRequestRecord,
  place: { readonly type: string; readonly id: string },
): Promise<void> {
  const { parts, confirmed } = hit
  const record = parts.core.registry.record(place.type)
  const held = agreementOf(parts.state(), agreement)
  const kind = held?.agreement.text.kinds.find((k) => k.type === place.type)
  const copy = record === undefined ? null : await readRelease(tx.db, record, place.id, requester)
  if (copy === null || held === null || kind === undefined || !isBody(copy.body)) return
  await keepConfirmed(tx, { holder: parts.me, requester, question, type: place.type, record: place.id })
  confirmed.add(hitKey(parts.me, requester, place.type, place.id))
  const { text } = held.agreement
  const label = outgoingLabel(copy.label, text, tx.db.at.getTime())
  const { createdAt, createdBy, updatedAt, updatedBy } = copy
  must(
    await parts.exchange.queue(tx, {
      id: parts.newId(),
      type: copy.type,
      version: copy.version,
      to: [requester],
      agreement,
      purpose,
      label,
      record: { id: copy.id, rev: copy.rev },
      supersedes: copy.supersedes,
      content: {
        body: applyMask(copy.body, kind.fields) as Cbor,
        createdAt,
        createdBy,
        updatedAt,
        updatedBy,
      },
      lane: 1,
      track: null,
    }),
  )
  const share = {
    type: copy.type,
    record: copy.id,
    peer: requester,
    owner: parts.me,
    rev: copy.rev,
    agreement: agreement.id,
    agreementVersion: agreement.version,
    purpose,
    class: label.class,
    leaseUntil: new Date(label.leaseUntil ?? tx.db.at),
    eraseBy: label.eraseBy === null ? null : new Date(label.eraseBy),
  }
  await noteShares(tx.db.client, [share], tx.db.at)
  tx.audit({
    kind: 'network.released',
    at: tx.db.at,
    actor: `network:${parts.me}`,
    purpose,
    outcome: 'done',
    type: copy.type,
    record: copy.id,
    rev: copy.rev,
    details: { to: [requester], agreement, fields: kind.fields, question },
  })
}
