import { fail, ok, type Result } from '../contract/result.ts'
import type { StoredRecord } from '../contract/record.ts'
import type { CommandContext, Outcome } from '../record/handler.ts'
import { custodyEvent, type CustodyEvent, type EventKind } from './contract/custody-event.ts'
import { exhibit, type Exhibit } from './contract/exhibit.ts'
import { OFFICER, type Holder } from './contract/words.ts'
import { eventHash } from './event-hash.ts'

export type ExhibitRecord = StoredRecord<Exhibit>
export type Context = Pick<
  CommandContext<unknown>,
  'subject' | 'at' | 'reason' | 'approver' | 'newId' | 'labelFor' | 'create' | 'amend' | 'get' | 'list'
>

/** What a step says for itself; the rest is filled in from the chain. `at` is when it happened, if that was not now. */
export type Step = Partial<CustodyEvent> & Pick<CustodyEvent, 'kind' | 'place'>

const SAID_BY_NOBODY = {
  second: null,
  from: null,
  to: null,
  sealBefore: null,
  sealAfter: null,
  condition: null,
  purpose: null,
  reason: null,
  authority: null,
  witness: null,
  receipt: null,
  expectedAt: null,
  dueBack: null,
  quantity: null,
  sha256: null,
  child: null,
  corrects: null,
}

/** The acting person as a holder. */
export function actor(ctx: Context): Holder {
  return { person: ctx.subject.person, name: ctx.subject.person, unit: ctx.subject.unit }
}

/** Errors: `custody.future`. */
export function whenOf(ctx: Context, at: string | undefined): Result<string> {
  if (at === undefined) return ok(ctx.at.toISOString())
  return Date.parse(at) > ctx.at.getTime()
    ? fail('custody.future', 'it cannot have happened yet', 'at')
    : ok(new Date(at).toISOString())
}

/** The holder, or a keeper of the holder's unit. Errors: `command.denied.not-holder`. */
export function mayHandle(ctx: Context, record: ExhibitRecord): Result<null> {
  const { holder } = record.body
  const keeper = ctx.subject.roles.includes(OFFICER) && ctx.subject.unit === holder.unit
  return holder.person === ctx.subject.person || keeper
    ? ok(null)
    : fail('command.denied.not-holder', `it is held by ${holder.name}, ${holder.unit}`)
}

/** Kinds of event that put a seal on, rather than find one. */
const PUT_ON: readonly EventKind[] = ['seized', 'registered', 'derived', 'sealed', 'resealed']

/** A seal's number is used once. Errors: `custody.seal-used`. */
export async function sealIsNew(
  ctx: Context,
  seal: string | undefined,
  field: string,
): Promise<Result<null>> {
  if (seal === undefined) return ok(null)
  const used = await ctx.list(custodyEvent, {
    filters: [
      { name: 'sealAfter', op: 'eq', value: seal },
      { name: 'kind', op: 'in', value: PUT_ON },
    ],
    limit: 1,
  })
  if (!used.ok) return used
  return used.value.items.length === 0
    ? ok(null)
    : fail('custody.seal-used', `seal ${seal} has been used before`, field)
}

/** The body and hash of the next event after what `before` says stands last. */
export function nextEvent(
  ctx: Context,
  exhibitId: string,
  before: Pick<Exhibit, 'events' | 'lastEvent' | 'lastEventHash'> | null,
  step: Step,
): { readonly id: string; readonly body: CustodyEvent; readonly hash: string } {
  const id = ctx.newId(custodyEvent)
  const body: CustodyEvent = {
    ...SAID_BY_NOBODY,
    at: ctx.at.toISOString(),
    by: ctx.subject.person,
    ...step,
    exhibit: exhibitId,
    sequence: (before?.events ?? 0) + 1,
    previous: before?.lastEvent ?? null,
    previousHash: before?.lastEventHash ?? null,
  }
  return { id, body, hash: eventHash(id, body) }
}

/** Appends a step and lets the exhibit follow it, under the exhibit's label. */
export async function takeStep(
  ctx: Context,
  record: ExhibitRecord,
  step: Step,
  change: Partial<Exhibit>,
): Promise<Result<ExhibitRecord>> {
  const event = nextEvent(ctx, record.id, record.body, step)
  const kept = await ctx.create(custodyEvent, event.body, { id: event.id, label: record.label })
  if (!kept.ok) return kept
  return ctx.amend(exhibit, record.id, record.rev, {
    ...record.body,
    ...change,
    place: step.kind === 'corrected' ? record.body.place : step.place,
    quantity: event.body.quantity ?? record.body.quantity,
    sha256: event.body.sha256 ?? record.body.sha256,
    events: event.body.sequence,
    lastEvent: event.id,
    lastEventHash: event.hash,
  })
}

export function outcome(done: Result<ExhibitRecord>): Result<Outcome> {
  return done.ok ? ok({ record: done.value }) : done
}
