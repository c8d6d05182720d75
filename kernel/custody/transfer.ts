import { fail, ok, type Result } from '../contract/result.ts'
import type { Binding } from '../record/handler.ts'
import { followChain } from './chain.ts'
import { isReceiver, stepForward } from './chain-state.ts'
import { checkExhibit, declineExhibit, receiveExhibit, transferExhibit } from './contract/commands.ts'
import { custodyEvent } from './contract/custody-event.ts'
import type { Exhibit } from './contract/exhibit.ts'
import type { Holder } from './contract/words.ts'
import { onExhibit, type Act } from './handle-exhibit.ts'
import { readEvents } from './read-chain.ts'
import { actor, mayHandle, nextEvent, takeStep, type Context, type ExhibitRecord, type Step } from './step.ts'

const ARRIVED = { receiver: null, giver: null, expectedAt: null } as const

/** Hand-over in two halves by two people, and the stock check that finds where things really are. */
export const transferBindings: readonly Binding[] = [
  onExhibit(transferExhibit, 'holder', async ({ ctx, record, input, at }) => {
    if (input.to.person === ctx.subject.person)
      return fail('custody.same-person', 'nobody hands over to themselves', 'to')
    return takeStep(
      ctx,
      record,
      {
        kind: 'transferred',
        at,
        place: input.place,
        from: record.body.holder,
        to: input.to,
        sealBefore: input.sealFound,
        sealAfter: input.sealFound,
        condition: input.condition,
        purpose: input.purpose,
        expectedAt: input.expectedAt ?? null,
        dueBack: input.dueBack ?? null,
      },
      {
        state: 'in-transit',
        seal: input.sealFound,
        receiver: input.to,
        giver: ctx.subject.person,
        expectedAt: input.expectedAt ?? null,
      },
    )
  }),
  onExhibit(receiveExhibit, 'open', async (act) => {
    const { ctx, record, input, at } = act
    const to = receiverOf(ctx, record, input.receipt)
    if (!to.ok) return to
    const step: Step = {
      kind: 'received',
      at,
      place: input.place,
      from: record.body.holder,
      to: to.value,
      ...found(act),
      sha256: input.sha256 ?? null,
      receipt: input.receipt ?? null,
    }
    const due = await dueBackAfter(ctx, record, step)
    const change = { ...ARRIVED, ...due, state: 'held', holder: to.value, seal: input.sealFound } as const
    return takeStep(ctx, record, step, change)
  }),
  onExhibit(declineExhibit, 'open', async (act) => {
    const { ctx, record, input, at } = act
    const may = mayDecline(ctx, record)
    if (!may.ok) return may
    return takeStep(
      ctx,
      record,
      {
        kind: 'declined',
        at,
        place: input.place,
        from: record.body.holder,
        ...found(act),
        reason: ctx.reason,
      },
      { ...ARRIVED, state: 'held', seal: input.sealFound },
    )
  }),
  onExhibit(checkExhibit, 'open', (act) => {
    const { ctx, record, input, at } = act
    const stillOpen = record.body.state === 'open' && input.sealFound === null
    return takeStep(
      ctx,
      record,
      { kind: 'checked', at, place: input.place, to: input.found, ...found(act) },
      { ...ARRIVED, state: stillOpen ? 'open' : 'held', holder: input.found, seal: input.sealFound },
    )
  }),
]

/** Seal and condition as found are what the chain goes on from. */
function found({ input }: Act<{ sealFound: string | null; condition: string }>) {
  return { sealBefore: input.sealFound, sealAfter: input.sealFound, condition: input.condition }
}

/**
 * The person it was sent to, or one of the unit it was sent to. For a receiver who has no account here, somebody other than
 * the giver writes down the number of the paper that was signed.
 */
function receiverOf(ctx: Context, record: ExhibitRecord, receipt: string | undefined): Result<Holder> {
  const { receiver, giver } = record.body
  if (receiver === null) throw new Error('BUG: on its way to nobody')
  if (giver === ctx.subject.person)
    return fail('command.denied.same-person', 'the giver cannot be the one who receives')
  if (isReceiver(receiver, actor(ctx))) return ok(actor(ctx))
  if (receiver.person !== null)
    return fail('command.denied.not-receiver', `it was sent to ${receiver.name}, ${receiver.unit}`)
  return receipt === undefined
    ? fail('custody.receipt', 'the number of the signed receipt is expected', 'receipt')
    : ok(receiver)
}

function mayDecline(ctx: Context, record: ExhibitRecord): Result<null> {
  const { receiver } = record.body
  if (receiver !== null && isReceiver(receiver, actor(ctx))) return ok(null)
  return mayHandle(ctx, record)
}

/** Of the loans outstanding once this has been received, the one due first. */
async function dueBackAfter(
  ctx: Context,
  record: ExhibitRecord,
  received: Step,
): Promise<Pick<Exhibit, 'dueBack' | 'lender'>> {
  const events = await readEvents((query) => ctx.list(custodyEvent, query), record.id)
  const { body } = nextEvent(ctx, record.id, record.body, received)
  const { loans } = stepForward(followChain(events, null, ctx.at), body)
  const first = loans.toSorted((a, b) => Date.parse(a.dueBack) - Date.parse(b.dueBack))[0]
  return first === undefined
    ? { dueBack: null, lender: null }
    : { dueBack: first.dueBack, lender: first.lender.unit }
}
