import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { AgreementDossier, AgreementOrder } from '../agreements/contract.ts'
import {
  addAction,
  addSignature,
  nextAction,
  signAction,
  signAgreement,
  stateOf,
  textOf,
  type Agreement,
  type AgreementAction,
} from '../agreements/index.ts'
import { signKeys } from '../register/index.ts'
import type { SqlTx } from '../streams/index.ts'
import { encodeCbor, fromHex, toHex } from '../wire/index.ts'
import { orderContinuity } from './continuity.ts'
import { noteOwnPaper } from './paper.ts'
import type { Parts } from './parts.ts'
import {
  agreementsOf,
  keepStatements,
  readAgreement,
  readStatements,
  registerOf,
  type Statement,
} from './statements.ts'

/** Orders carried out in one transaction. */
const ORDERS_MAX = 20

interface OrderRow {
  readonly name: string
  readonly kind: 'offer' | 'sign' | 'order'
  readonly body: unknown
}

/**
 * Signs with the nation's key what people ordered about agreements: an offer, a signature with the paper, a suspension. Each
 * is done once; one that can no more be done is noted with its reason. How many were looked at.
 */
export async function carryOutOrders(parts: Parts, tx: SqlTx): Promise<number> {
  const { rows } = await tx.db.client.query<OrderRow>('SELECT * FROM basinet.network_orders($1)', [
    ORDERS_MAX,
  ])
  for (const order of rows) {
    const done = await carryOut(parts, tx, order)
    const failure = done.ok ? null : done.error.code
    await tx.db.client.query('INSERT INTO basinet.network_carried (name, failure, at) VALUES ($1, $2, $3)', [
      order.name,
      failure,
      tx.db.at,
    ])
    tx.audit({
      kind: 'network.changed',
      at: tx.db.at,
      actor: `network:${parts.me}`,
      outcome: done.ok ? 'done' : 'failed',
      type: order.kind === 'order' ? 'agreement-order' : 'agreement',
      record: order.name.slice(0, order.name.indexOf('/')),
      details: { ordered: order.kind, ...(done.ok ? { statements: done.value } : { failure }) },
    })
  }
  return rows.length
}

async function carryOut(parts: Parts, tx: SqlTx, order: OrderRow): Promise<Result<string[]>> {
  const at = tx.db.at.getTime()
  const stored = await readStatements(tx.db.client)
  const register = registerOf(stored, at)
  if (!register.ok) return register
  const agreements = agreementsOf(stored, register.value ?? parts.state().register)
  if (!agreements.ok) return agreements
  const bench: Bench = { parts, at, agreements: agreements.value }
  const continued = order.kind === 'order' ? await letContinue(bench, tx, order.body as AgreementOrder) : null
  if (continued !== null) return continued
  const made =
    order.kind === 'order'
      ? suspendOrEnd(bench, order.body as AgreementOrder)
      : order.kind === 'offer'
        ? offer(bench, order.body as AgreementDossier)
        : sign(bench, order.body as AgreementDossier)
  if (!made.ok) return made
  await keepStatements(tx.db.client, made.value, tx.db.at)
  if (order.kind === 'sign') await noteOwnPaper(tx, order.body as AgreementDossier)
  return ok(made.value.map((s) => s.kind))
}

interface Bench {
  readonly parts: Parts
  readonly at: number
  readonly agreements: readonly Agreement[]
}

function offer(bench: Bench, dossier: AgreementDossier): Result<Statement[]> {
  const { terms, number, edition } = dossier
  const text = textOf(terms, { id: number, version: edition, instrument: null })
  if (!text.ok) return text
  const drafted = readAgreement(encodeCbor(text.value))
  if (!drafted.ok) return drafted
  if (toHex(drafted.value.hash) !== dossier.hash) return fail('agreement.other', 'the text has another hash')
  const acted = act(bench, drafted.value, 'offer', 'offered')
  if (!acted.ok) return acted
  return ok([{ kind: 'agreement', body: encodeCbor(text.value) }, acted.value])
}

function sign(bench: Bench, { hash, paper, signature }: AgreementDossier): Result<Statement[]> {
  const { parts, at } = bench
  const agreement = bench.agreements.find((a) => toHex(a.hash) === hash)
  if (agreement === undefined || paper === null || signature === null)
    return fail('agreement.unknown', 'no text of this hash is here')
  if (stateOf(agreement) === 'ended') return fail('agreement.ended', 'a party has ended it')
  const instrument = fromHex(paper.sha256)
  const body = signAgreement(
    agreement.text,
    instrument,
    { ...signature, party: parts.me, at },
    parts.signer(),
  )
  const signed = addSignature(agreement, body, signKeys(parts.state().register, at))
  if (!signed.ok) return signed
  const acted = act(bench, signed.value, 'activate', `the signed paper lies in the files: ${paper.name}`)
  return acted.ok ? ok([{ kind: 'agreement-signature', body }, acted.value]) : acted
}

/** A standing order for the days that no word comes through; null where something else was ordered. */
async function letContinue(
  { parts, agreements }: Bench,
  tx: SqlTx,
  { action, hashes, reason, until = null }: AgreementOrder,
): Promise<Result<string[]> | null> {
  if (action !== 'continue') return null
  const standing = agreements.filter((a) => hashes.includes(toHex(a.hash)) && stateOf(a) === 'active')
  if (standing.length === 0 || until === null) return fail('agreement.ended', 'none of them stands any more')
  for (const { text } of standing) await orderContinuity(parts, tx, text, Date.parse(until), reason)
  return ok(standing.map(() => 'continuity'))
}

function suspendOrEnd(bench: Bench, { action, hashes, reason }: AgreementOrder): Result<Statement[]> {
  if (action === 'continue') throw new Error('BUG: a standing order is no action of the agreement')
  const made: Statement[] = []
  for (const hash of hashes) {
    const agreement = bench.agreements.find((a) => toHex(a.hash) === hash)
    if (agreement === undefined || stateOf(agreement) === 'ended') continue
    const acted = act(bench, agreement, action, reason)
    if (!acted.ok) return acted
    made.push(acted.value)
  }
  return made.length > 0 ? ok(made) : fail('agreement.ended', 'none of them stands any more')
}

function act(
  { parts, at }: Bench,
  agreement: Agreement,
  action: AgreementAction['action'],
  reason: string,
): Result<Statement> {
  const stated = { party: parts.me, n: nextAction(agreement, parts.me), action, reason, at }
  const body = signAction(agreement.text, stated, parts.signer())
  const added = addAction(agreement, body, signKeys(parts.state().register, at))
  return added.ok ? ok({ kind: 'agreement-action', body }) : added
}
