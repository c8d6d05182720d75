import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Client } from './client.ts'
import { createFiles, type Files } from './files.ts'
import type { Random } from './random.ts'

/** One command as its giver knows it. */
export interface Given {
  readonly id: string
  readonly name: 'agency.create' | 'agency.amend' | 'unit.create'
  readonly envelope: Readonly<Record<string, unknown>> & { readonly commandId: string }
  /** What the record's body must hold once the command has happened. */
  readonly body: Readonly<Record<string, unknown>>
  state: 'acknowledged' | 'unanswered' | 'left'
  receipt: Receipt | null
}

export interface Receipt {
  readonly commandId: string
  readonly recordId: string
  readonly type: string
  readonly rev: number
  readonly leaf: string
}

export interface Load {
  readonly given: readonly Given[]
  readonly files: Files
  /** Lets the givers go on; they stop by themselves at the first unanswered request. */
  open(): void
  /** Resolves when this many commands more were answered. */
  answered(more: number): Promise<void>
  /** Stops giving; resolves when no request is under way. */
  rest(): Promise<void>
  /** After the node is back: asks again for one half of what was unanswered, and leaves the other half. */
  resolve(): Promise<{ resent: number; left: number }>
}

const GIVERS = 4
const ANSWERS_MS = 60_000
/** Of all commands: sent twice at the same time, as an impatient client does. */
const DOUBLED = 0.1
const FILES = 0.05

interface Agency {
  readonly id: string
  rev: number
  body: Record<string, unknown>
}

interface Desk {
  readonly client: Client
  readonly random: Random
  readonly given: Given[]
  readonly agencies: Agency[]
  readonly files: Files
}

/** Officers who give real commands as fast as they are answered, and remember what they were told. */
export function createLoad(client: Client, random: Random): Load {
  const files = createFiles(client, random)
  const desk: Desk = { client, random, given: [], agencies: [], files }
  let running = false
  let giving: Promise<unknown> = Promise.resolve()
  const giver = async (): Promise<void> => {
    while (running) if (!(await giveSomething(desk))) return
  }
  return {
    given: desk.given,
    files,
    open() {
      running = true
      giving = Promise.all(Array.from({ length: GIVERS }, giver))
      // What went wrong is thrown by rest; until then nobody waits for it.
      giving.catch(() => undefined)
    },
    async answered(more) {
      const told = (): number => desk.given.filter((g) => g.state === 'acknowledged').length
      const goal = told() + more
      const deadline = performance.now() + ANSWERS_MS
      while (told() < goal) {
        if (performance.now() > deadline) throw new Error(`${more} commands were not answered in time`)
        await delay(50)
      }
    },
    async rest() {
      running = false
      await giving
    },
    resolve: () => resolveOpen(desk),
  }
}

/** False when the node did not answer. */
function giveSomething(desk: Desk): Promise<boolean> {
  const dice = desk.random.next()
  const about = desk.agencies[0]
  if (about === undefined) return createAgency(desk)
  if (dice < FILES) return desk.files.upload(about.id)
  if (dice < 0.4) return createAgency(desk)
  return dice < 0.7 ? amendAgency(desk) : createUnit(desk)
}

async function createAgency(desk: Desk): Promise<boolean> {
  const code = freshCode(desk.given.length)
  const input = { name: `Agency ${code}`, code }
  const one = await give(desk, 'agency.create', { input }, { ...input, state: 'active' })
  if (one.receipt !== null) desk.agencies.push({ id: one.receipt.recordId, rev: 1, body: { ...one.body } })
  return one.receipt !== null
}

async function amendAgency(desk: Desk): Promise<boolean> {
  const at = desk.agencies.splice(desk.random.between(0, desk.agencies.length), 1)[0]
  if (at === undefined) return createAgency(desk)
  const name = `Agency renamed ${desk.given.length}`
  const body = { ...at.body, name }
  const asked = { recordId: at.id, expectedRev: at.rev, reason: 'a new name', input: { name } }
  const one = await give(desk, 'agency.amend', asked, body)
  // Not given back when unanswered: nobody knows which revision it has.
  if (one.receipt !== null) desk.agencies.push({ id: at.id, rev: at.rev + 1, body })
  return one.receipt !== null
}

async function createUnit(desk: Desk): Promise<boolean> {
  const code = freshCode(desk.given.length)
  const input = { name: `Unit ${code}`, code, agency: desk.random.pick(desk.agencies).id }
  const one = await give(desk, 'unit.create', { input }, { ...input, parent: null, state: 'active' })
  return one.receipt !== null
}

async function give(
  desk: Desk,
  name: Given['name'],
  asked: Record<string, unknown>,
  body: Given['body'],
): Promise<Given> {
  const id = randomUUID()
  const envelope = { commandId: id, ...asked }
  const one: Given = { id, name, envelope, body, state: 'unanswered', receipt: null }
  desk.given.push(one)
  const twice = desk.random.next() < DOUBLED
  await Promise.all([send(desk.client, one), ...(twice ? [send(desk.client, one)] : [])])
  return one
}

async function resolveOpen(desk: Desk): Promise<{ resent: number; left: number }> {
  const open = desk.given.filter((g) => g.state === 'unanswered')
  for (const one of open) {
    if (desk.random.next() < 0.5) {
      one.state = 'left'
      continue
    }
    await send(desk.client, one)
    if (one.receipt === null) throw new Error(`${one.name} ${one.id} was not answered after the restart`)
  }
  await desk.files.resume()
  const told = desk.given.filter((g) => g.state === 'acknowledged')
  if (told.length > 0) await send(desk.client, desk.random.pick(told))
  const left = open.filter((g) => g.state === 'left').length
  return { resent: open.length - left, left }
}

const freshCode = (n: number): string => `${n.toString(36)}-${randomUUID().slice(0, 6)}`.toUpperCase()

/** A repeat, and the second of two at once, must get the first answer. */
async function send(client: Client, one: Given): Promise<void> {
  const answer = await client.call('POST', `/api/v1/commands/${one.name}`, one.envelope)
  if (answer.kind === 'down') return
  if (answer.kind === 'refused') throw new Error(`${one.name} was refused: ${answer.code}`)
  if (one.receipt !== null && !isDeepStrictEqual(one.receipt, answer.body))
    throw new Error(
      `${one.name} ${one.id} answered twice: ${JSON.stringify(one.receipt)}, ${JSON.stringify(answer.body)}`,
    )
  one.receipt = answer.body as unknown as Receipt
  one.state = 'acknowledged'
}
