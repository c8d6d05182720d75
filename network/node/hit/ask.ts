import { must, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { listRecords, readRecord, updateRecord } from '@basinet/kernel/record'
import { hitQuestion, type HitAnswer, type HitQuestionRecord } from '../../hit/contract.ts'
import {
  askHit,
  falsePositiveRate,
  readHitAnswer,
  type HitEvent,
  type HitSecret,
  type SetUpdate,
} from '../../hit/index.ts'
import { tokensOf } from '../../hit/sought.ts'
import { keepUpdate, loadSetCopy } from '../../hit/sql-store.ts'
import type { Received, SqlTx, Taken } from '../../streams/index.ts'
import { fromHex, readShape, toHex, type Cbor } from '../../wire/index.ts'
import type { Db } from '../db.ts'
import { tell } from '../parts.ts'
import type { HitParts } from './context.ts'
import { hitKey } from './policy.ts'
import { hitWay, ofClass, setClass } from './way.ts'
import { answerShape, decisionShape, updateShape } from './words.ts'

const QUESTIONS_A_TURN = 20
const decl = hitQuestion as never
const refused = (reason: string): Taken => ({ kind: 'refused', reason })
const APPLIED: Taken = { kind: 'applied' }
const secretName = (id: string): string => `hit-question/${id}`

type Question = StoredRecord<HitQuestionRecord>

/** Takes questions that officers asked to their holders, and what they do with hits. */
export async function carryQuestions(hit: HitParts, tx: SqlTx): Promise<void> {
  for (const state of ['asked', 'answered', 'closed']) {
    const page = await listRecords<HitQuestionRecord>(tx.db, decl, {
      filters: [{ name: 'state', op: 'eq', value: state }],
      // A question that was closed has a withdrawal to send once, soon after.
      limit: state === 'closed' ? 20 : 200,
    })
    let turn = 0
    for (const question of must(page).items)
      if (turn < QUESTIONS_A_TURN && (await carryOne(hit, tx, question))) turn++
  }
}

/** True when something was done for it. */
async function carryOne(hit: HitParts, tx: SqlTx, question: Question): Promise<boolean> {
  let worked = false
  for (const { nation, answer, followUp } of question.body.answers) {
    if (answer === 'waiting' && question.body.state === 'asked')
      worked = (await askNation(hit, tx, question, nation)) || worked
    else if (followUp === 'requested' || followUp === 'withdrawn')
      worked = (await followUpOf(hit, tx, question, nation, followUp)) || worked
    else if (followUp === 'confirmed') worked = (await noteArrival(hit, tx, question.id, nation)) || worked
  }
  return worked
}

interface PartnerKey {
  readonly epoch: number
  readonly publicKey: Uint8Array
  readonly outputBytes: number
}

/** Newest key a holder has told for its set; null before it has told one. */
async function partnerKey(db: Db, holder: string, name: string): Promise<PartnerKey | null> {
  const { rows } = await db.query<{ epoch: string; public_key: Buffer; output_bytes: number }>(
    `SELECT epoch, public_key, output_bytes FROM basinet.hit_partner_key WHERE holder = $1 AND class = $2
     ORDER BY epoch DESC LIMIT 1`,
    [holder, name],
  )
  const row = rows[0]
  if (row === undefined) return null
  return {
    epoch: Number(row.epoch),
    publicKey: new Uint8Array(row.public_key),
    outputBytes: row.output_bytes,
  }
}

async function askNation(hit: HitParts, tx: SqlTx, question: Question, nation: string): Promise<boolean> {
  const { parts, vault, random } = hit
  const { client } = tx.db
  const sent = await client.query('SELECT 1 FROM basinet.hit_asked WHERE question = $1 AND nation = $2', [
    question.id,
    nation,
  ])
  if (sent.rowCount !== 0) return false
  const { unit, purpose, caseNumber, sought } = question.body
  const text = hitWay(parts.state(), { from: parts.me, to: nation, unit, purpose }, tx.db.at.getTime())
  if (typeof text === 'string')
    return change(hit, tx, question.id, nation, (a) => ({
      ...a,
      answer: 'refused',
      reason: text,
      at: tx.db.at.toISOString(),
    }))
  const name = setClass(text, parts.me)
  const key = await partnerKey(client, nation, name)
  if (key === null) return false
  const id = parts.newId()
  const agreement = { id: text.id, version: text.version }
  const terms = { id, class: name, epoch: key.epoch, agreement, purpose, nation: parts.me, unit }
  const tokens = must(tokensOf(sought, 'query')).map((token) => token.text)
  const asked = must(askHit(terms, caseNumber, tokens, random))
  await client.query(
    `INSERT INTO basinet.hit_asked (id, question, nation, class, epoch, sealed, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      question.id,
      nation,
      name,
      key.epoch,
      vault.seal('identity', secretName(id), packSecret(asked.secret)),
      tx.db.at,
    ],
  )
  const { commitment, blinded } = asked.question
  const content = {
    v: 1,
    id,
    class: name,
    epoch: key.epoch,
    agreement,
    purpose,
    unit,
    commitment,
    blinded: [...blinded],
  }
  await tell(parts, tx, { type: 'network.hit-question', to: [nation], lane: 1, content })
  logHit(tx, parts.me, asked.event, question.id)
  return true
}

/** What was asked and its blinds, to be opened by the node's own oversight. */
function packSecret({ committed, requests }: HitSecret): Uint8Array {
  const hex = requests.map((r) => [r.input, r.blind, r.blinded].map((b) => toHex(b)))
  const kept = { ...committed, salt: toHex(committed.salt), requests: hex }
  return new TextEncoder().encode(JSON.stringify(kept))
}

function openSecret(packed: Uint8Array): HitSecret {
  const { salt, caseNumber, tokens, requests } = JSON.parse(new TextDecoder().decode(packed)) as {
    salt: string
    caseNumber: string
    tokens: string[]
    requests: [string, string, string][]
  }
  return {
    committed: { salt: fromHex(salt), caseNumber, tokens },
    requests: requests.map(([input, blind, blinded]) => ({
      input: fromHex(input),
      blind: fromHex(blind),
      blinded: fromHex(blinded),
    })),
  }
}

export function logHit(tx: SqlTx, actor: string, event: HitEvent, record?: string): void {
  const { kind, ...details } = event
  tx.audit({
    kind,
    at: tx.db.at,
    actor: `network:${actor}`,
    purpose: event.purpose,
    outcome: kind === 'hit.refused' ? 'denied' : 'done',
    ...(record === undefined ? {} : { type: 'hit-question', record }),
    details,
  })
}

/** A holder's set for this node has changed. */
export async function takeUpdate(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(updateShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { class: name, epoch, outputBytes, publicKey, added, removed, digest, ...versions } = read.value
  if (ofClass(name)?.recipient !== hit.parts.me) return refused('hit.update')
  const { client } = tx.db
  await client.query(
    `INSERT INTO basinet.hit_partner_key (holder, class, epoch, public_key, output_bytes) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [from, name, epoch, publicKey, outputBytes],
  )
  if (versions.from === versions.to) return APPLIED
  const update: SetUpdate = {
    class: name,
    epoch,
    outputBytes,
    from: versions.from,
    to: versions.to,
    added: cut(added, outputBytes),
    removed: cut(removed, outputBytes),
    digest: toHex(digest),
  }
  const copy = await loadSetCopy(client, from, { class: name, epoch }, outputBytes)
  const applied: Result<unknown> = copy.ok ? copy.value.apply(update) : copy
  if (!applied.ok) return refused(applied.error.code)
  await keepUpdate(client, from, update)
  // Sets of epochs before the last are of no use to anybody.
  await client.query('DELETE FROM basinet.hit_update WHERE holder = $1 AND class = $2 AND epoch < $3', [
    from,
    name,
    epoch - 1,
  ])
  return APPLIED
}

function cut(joined: Uint8Array, bytes: number): string[] {
  return Array.from({ length: Math.floor(joined.length / bytes) }, (_, i) =>
    toHex(joined.subarray(i * bytes, (i + 1) * bytes)),
  )
}

interface AskedRow {
  readonly question: string
  readonly class: string
  readonly epoch: number
  readonly sealed: string
  readonly outputs: string[] | null
}

async function askedOf(db: Db, id: string, nation: string): Promise<AskedRow | null> {
  const { rows } = await db.query<AskedRow & { epoch: string }>(
    'SELECT question, class, epoch, sealed, outputs FROM basinet.hit_asked WHERE id = $1 AND nation = $2',
    [id, nation],
  )
  return rows[0] === undefined ? null : { ...rows[0], epoch: Number(rows[0].epoch) }
}

/** The holder evaluated what it could not read: compared here with its set. The holder does not learn the result. */
export async function takeAnswer(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(answerShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { id, refused: why, evaluated, proof } = read.value
  const asked = await askedOf(tx.db.client, id, from)
  if (asked === null || asked.outputs !== null) return refused('hit.unasked')
  const at = tx.db.at.toISOString()
  if (why !== null) {
    await change(hit, tx, asked.question, from, (a) => ({ ...a, answer: 'refused', reason: why, at }))
    return APPLIED
  }
  const secret = openSecret(must(hit.vault.open('identity', secretName(id), asked.sealed)))
  const key = await partnerKeyOf(tx.db.client, from, asked)
  const name = { class: asked.class, epoch: asked.epoch }
  const copy = await loadSetCopy(tx.db.client, from, name, key.outputBytes)
  if (!copy.ok) return refused(copy.error.code)
  const question = await readRecord<HitQuestionRecord>(tx.db, decl, asked.question)
  const of = ofClass(asked.class)
  if (question === null || of === null) return refused('hit.unasked')
  const terms = {
    ...name,
    id,
    agreement: { id: of.id, version: of.version },
    purpose: question.body.purpose,
    nation: hit.parts.me,
    unit: question.body.unit,
    commitment: '',
    blinded: secret.requests.map((r) => r.blinded),
  }
  const result = readHitAnswer(terms, secret, { evaluated, proof }, key.publicKey, copy.value)
  if (!result.ok) return refused(result.error.code)
  const outputs = result.value.outputs.map((o) => o.output)
  await tx.db.client.query('UPDATE basinet.hit_asked SET outputs = $2 WHERE id = $1', [id, outputs])
  const accidentOneIn = 1 / falsePositiveRate(key.outputBytes, Math.max(1, copy.value.size), evaluated.length)
  const answer = result.value.hit ? 'hit' : 'no-hit'
  await change(hit, tx, asked.question, from, (a) => ({ ...a, answer, at, reason: null, accidentOneIn }))
  logHit(tx, hit.parts.me, result.value.event, asked.question)
  return APPLIED
}

async function partnerKeyOf(db: Db, holder: string, asked: AskedRow): Promise<PartnerKey> {
  const { rows } = await db.query<{ public_key: Buffer; output_bytes: number }>(
    'SELECT public_key, output_bytes FROM basinet.hit_partner_key WHERE holder = $1 AND class = $2 AND epoch = $3',
    [holder, asked.class, asked.epoch],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('BUG: the key asked under is known')
  return { epoch: asked.epoch, publicKey: new Uint8Array(row.public_key), outputBytes: row.output_bytes }
}

/** Tells the holder what was hit, or that it need not go on. */
async function followUpOf(
  hit: HitParts,
  tx: SqlTx,
  question: Question,
  nation: string,
  what: 'requested' | 'withdrawn',
): Promise<boolean> {
  const { rows } = await tx.db.client.query<{ id: string; class: string; epoch: string; outputs: string[] }>(
    `UPDATE basinet.hit_asked SET told = $3 WHERE question = $1 AND nation = $2 AND told IS DISTINCT FROM $3
       AND outputs IS NOT NULL RETURNING id, class, epoch, outputs`,
    [question.id, nation, what],
  )
  const row = rows[0]
  if (row === undefined) return false
  const { id, outputs } = row
  const { caseNumber } = question.body
  const content: Cbor =
    what === 'withdrawn'
      ? { v: 1, id }
      : { v: 1, id, class: row.class, epoch: Number(row.epoch), caseNumber, outputs }
  const type = what === 'withdrawn' ? 'network.hit-withdraw' : 'network.hit-request'
  await tell(hit.parts, tx, { type, to: [nation], lane: 1, content })
  return true
}

/** A person at the holder decided. What was confirmed may come as core data from now on. */
export async function takeDecision(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(decisionShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { id, decision, records, reason, dueAt } = read.value
  const asked = await askedOf(tx.db.client, id, from)
  if (asked === null) return refused('hit.unasked')
  for (const [type, record] of decision === 'confirmed' ? records : []) {
    await keepConfirmed(tx, { holder: from, requester: hit.parts.me, question: id, type, record })
    hit.confirmed.add(hitKey(from, hit.parts.me, type, record))
  }
  if (decision === 'confirmed')
    await tell(hit.parts, tx, { type: 'network.hit-ready', to: [from], lane: 1, content: { v: 1, id } })
  const due = dueAt === null ? null : new Date(dueAt).toISOString()
  const delivered = records.map(([type, record]) => ({ type, id: record }))
  await change(hit, tx, asked.question, from, (a) => ({
    ...a,
    followUp: decision,
    reason,
    dueAt: due,
    delivered,
  }))
  return APPLIED
}

export async function keepConfirmed(
  tx: SqlTx,
  one: { holder: string; requester: string; question: string; type: string; record: string },
): Promise<void> {
  await tx.db.client.query(
    `INSERT INTO basinet.hit_confirmed (holder, requester, question, type, record, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [one.holder, one.requester, one.question, one.type, one.record, tx.db.at],
  )
}

/** Core data is here when every confirmed record is. */
async function noteArrival(hit: HitParts, tx: SqlTx, question: string, nation: string): Promise<boolean> {
  const record = await readRecord<HitQuestionRecord>(tx.db, decl, question)
  const answer = record?.body.answers.find((a) => a.nation === nation)
  if (answer === undefined || answer.delivered.length === 0) return false
  const { rows } = await tx.db.client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM basinet.network_copy c
     JOIN unnest($1::text[], $2::uuid[]) AS w (type, record) USING (type, record) WHERE c.owner = $3`,
    [answer.delivered.map((d) => d.type), answer.delivered.map((d) => d.id), nation],
  )
  if (rows[0]?.n !== answer.delivered.length) return false
  return change(hit, tx, question, nation, (a) => ({ ...a, followUp: 'delivered' }))
}

async function change(
  hit: HitParts,
  tx: SqlTx,
  id: string,
  nation: string,
  to: (answer: HitAnswer) => HitAnswer,
): Promise<boolean> {
  const record = await readRecord<HitQuestionRecord>(tx.db, decl, id)
  if (record === null) return false
  const answers = record.body.answers.map((a) => (a.nation === nation ? to(a) : a))
  const open = answers.some((a) => a.answer === 'waiting')
  const state = record.body.state === 'asked' && !open ? ('answered' as const) : record.body.state
  const author = { person: `network:${hit.parts.me}`, command: 'hit-question.answer', reason: null }
  const next = { body: { ...record.body, answers, state }, label: record.label }
  must(await updateRecord(tx.db, decl, author, id, record.rev, next))
  return true
}
