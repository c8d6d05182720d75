import type { Static } from 'typebox'
import type { Label } from '../contract/label.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { custodyEvent } from './contract/custody-event.ts'
import type { NewExhibit } from './contract/commands.ts'
import { exhibit, type Exhibit } from './contract/exhibit.ts'
import type { Holder } from './contract/words.ts'
import { actor, nextEvent, sealIsNew, whenOf, type Context, type ExhibitRecord, type Step } from './step.ts'

export type NewExhibit = Static<typeof NewExhibit>

/** How an exhibit comes into custody. */
export interface Origin {
  readonly kind: 'seized' | 'registered' | 'derived'
  /** From whom it was taken or came, where that is known. */
  readonly from: Holder | null
  /** Who has it from now on; the acting person when left out. */
  readonly to?: Holder
  readonly place: string
  readonly at?: string | undefined
  readonly label: Label
  readonly origin?: Exhibit['origin']
  readonly parent?: string
  readonly witness?: string | undefined
}

/**
 * Makes an exhibit with its first event, in the caller's command: a line calls it from the handler of its seizure. Errors:
 * `custody.number-used`, `custody.seal-used`, `custody.future`, and those of `ctx.create`.
 */
export async function beginCustody(
  ctx: Context,
  made: NewExhibit,
  origin: Origin,
): Promise<Result<ExhibitRecord>> {
  const at = whenOf(ctx, origin.at)
  if (!at.ok) return at
  const free = await numberIsNew(ctx, made.number)
  if (!free.ok) return free
  const unused = await sealIsNew(ctx, made.seal, 'seal')
  if (!unused.ok) return unused
  const id = ctx.newId(exhibit)
  const holder = origin.to ?? actor(ctx)
  const step: Step = {
    kind: origin.kind,
    at: at.value,
    place: origin.place,
    from: origin.from,
    to: holder,
    sealAfter: made.seal ?? null,
    condition: made.condition ?? null,
    quantity: made.quantity ?? null,
    sha256: made.sha256 ?? null,
    witness: origin.witness ?? null,
    reason: ctx.reason,
  }
  const event = nextEvent(ctx, id, null, step)
  const kept = await ctx.create(custodyEvent, event.body, { id: event.id, label: origin.label })
  if (!kept.ok) return kept
  const body: Exhibit = {
    number: made.number,
    description: made.description,
    category: made.category,
    sha256: made.sha256 ?? null,
    origin: origin.origin ?? null,
    parent: origin.parent ?? null,
    quantity: made.quantity ?? null,
    state: 'held',
    endedAs: null,
    holder,
    receiver: null,
    giver: null,
    place: origin.place,
    seal: made.seal ?? null,
    expectedAt: null,
    dueBack: null,
    lender: null,
    events: 1,
    lastEvent: event.id,
    lastEventHash: event.hash,
  }
  return ctx.create(exhibit, body, { id, label: origin.label })
}

async function numberIsNew(ctx: Context, number: string): Promise<Result<null>> {
  const used = await ctx.list(exhibit, { filters: [{ name: 'number', op: 'eq', value: number }], limit: 1 })
  if (!used.ok) return used
  return used.value.items.length === 0
    ? ok(null)
    : fail('custody.number-used', `there is an exhibit ${number} already`, 'number')
}
