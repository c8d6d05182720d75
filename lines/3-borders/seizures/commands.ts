import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { beginCustody } from '@basinet/kernel/custody'
import { relabelBindings } from '@basinet/kernel/label'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  addItems,
  amendItem,
  amendSeizure,
  annulSeizure,
  closeSeizure,
  confirmSeizure,
  recordSeizure,
  seizureLabels,
  type NewItem,
  type SeizureInput,
} from './contract/commands.ts'
import type { Item } from './contract/item.ts'
import { ITEMS_MAX, seizure, type Seizure } from './contract/seizure.ts'
import { checkFacts } from './item-rules.ts'

type Context = CommandContext<Seizure>
/** What making a seizure needs of a command, whichever capability's it is. */
type Making = Pick<
  CommandContext<unknown>,
  'subject' | 'at' | 'reason' | 'approver' | 'newId' | 'labelFor' | 'create' | 'amend' | 'get' | 'list'
>
type SeizureRecord = StoredRecord<Seizure>

const outcome = (done: Result<SeizureRecord>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done

function acted(ctx: Context): SeizureRecord {
  if (ctx.record === null) throw new Error('BUG: the command acts on a seizure')
  return ctx.record
}

/** Items numbered on from `first`, each with its exhibit begun under the seizure's label. */
async function keepItems(
  ctx: Making,
  items: readonly NewItem[],
  first: number,
  of: {
    readonly id: string
    readonly label: SeizureRecord['label']
    readonly seizedAt: string
    readonly place: string
  },
): Promise<Result<Item[]>> {
  const kept: Item[] = []
  for (const [i, { facts, kept: becomes }] of items.entries()) {
    const fits = checkFacts(facts)
    if (!fits.ok) return atItem(fits, i)
    if ('notKept' in becomes) {
      kept.push({ ...facts, item: first + i, exhibit: null, notKept: becomes.notKept })
      continue
    }
    const begun = await beginCustody(
      ctx,
      {
        number: becomes.exhibit,
        description: facts.description,
        category: facts.kind,
        ...(facts.quantity === null ? {} : { quantity: facts.quantity }),
        ...(becomes.seal === undefined ? {} : { seal: becomes.seal }),
        ...(becomes.condition === undefined ? {} : { condition: becomes.condition }),
      },
      {
        kind: 'seized',
        from: null,
        place: of.place,
        at: of.seizedAt,
        label: of.label,
        origin: { type: seizure.type, id: of.id },
      },
    )
    if (!begun.ok) return atItem(begun, i)
    kept.push({ ...facts, item: first + i, exhibit: begun.value.id, notKept: null })
  }
  return ok(kept)
}

function atItem(
  failed: { ok: false; error: { code: string; message: string; field?: string } },
  i: number,
): Result<never> {
  const { code, message, field } = failed.error
  return fail(code, message, `items.${i}${field === undefined ? '' : `.${field}`}`)
}

async function referenceIsNew(ctx: Making, reference: string, own: string | null): Promise<Result<null>> {
  const page = await ctx.list(seizure, {
    filters: [{ name: 'reference', op: 'eq', value: reference }],
    limit: 2,
  })
  if (!page.ok) return page
  return page.value.items.every((found) => found.id === own)
    ? ok(null)
    : fail('seizure.reference-used', `there is a seizure ${reference} already`, 'reference')
}

function amendBody(ctx: Context, change: Partial<Seizure>): Promise<Result<SeizureRecord>> {
  const record = acted(ctx)
  return ctx.amend(seizure, record.id, record.rev, { ...record.body, ...change })
}

/** Where a seizure made within another capability's command came from, and whether that was an exercise. */
export interface SeizureOrigin {
  readonly cameFrom: Seizure['cameFrom']
  readonly exercise?: boolean
}

/**
 * Makes a seizure with its items and their exhibits inside a command. Errors: `seizure.future`, `seizure.reference-used`, those of
 * `checkFacts` and of custody, with the item named.
 */
export async function makeSeizure(
  ctx: Making,
  input: SeizureInput,
  origin: SeizureOrigin,
): Promise<Result<SeizureRecord>> {
  if (Date.parse(input.seizedAt) > ctx.at.getTime())
    return fail('seizure.future', 'it cannot have been seized yet', 'seizedAt')
  const unused = await referenceIsNew(ctx, input.reference, null)
  if (!unused.ok) return unused
  const { items, ...facts } = input
  const id = ctx.newId(seizure)
  const label = ctx.labelFor(seizure, origin.exercise === undefined ? {} : { exercise: origin.exercise })
  const kept = await keepItems(ctx, items, 1, {
    id,
    label,
    seizedAt: facts.seizedAt,
    place: facts.place.name,
  })
  if (!kept.ok) return kept
  const { cameFrom } = origin
  const body: Seizure = {
    ...facts,
    cameFrom,
    agency: ctx.subject.agency,
    items: kept.value,
    state: 'recorded',
  }
  return ctx.create(seizure, body, { id, label })
}

const recording = handle(recordSeizure, seizure, async (ctx, { cameFrom, ...input }) =>
  outcome(await makeSeizure(ctx, input, { cameFrom })),
)

const amending = [
  handle(amendSeizure, seizure, async (ctx, input) => {
    const seizedAt = input.seizedAt ?? acted(ctx).body.seizedAt
    if (Date.parse(seizedAt) > ctx.at.getTime())
      return fail('seizure.future', 'it cannot have been seized yet', 'seizedAt')
    const unused =
      input.reference === undefined ? ok(null) : await referenceIsNew(ctx, input.reference, acted(ctx).id)
    return unused.ok ? outcome(await amendBody(ctx, input)) : unused
  }),
  handle(addItems, seizure, async (ctx, input) => {
    const { id, label, body } = acted(ctx)
    if (body.items.length + input.items.length > ITEMS_MAX)
      return fail('seizure.items', `a seizure has at most ${ITEMS_MAX} items`, 'items')
    const first = Math.max(...body.items.map((item) => item.item)) + 1
    const of = { id, label, seizedAt: body.seizedAt, place: body.place.name }
    const kept = await keepItems(ctx, input.items, first, of)
    return kept.ok ? outcome(await amendBody(ctx, { items: [...body.items, ...kept.value] })) : kept
  }),
  handle(amendItem, seizure, async (ctx, input) => {
    const { items } = acted(ctx).body
    const index = items.findIndex((item) => item.item === input.item)
    const before = items[index]
    if (before === undefined) return fail('seizure.item-absent', `there is no item ${input.item}`, 'item')
    const { item, exhibit, notKept, ...facts } = before
    const changed = { ...facts, ...input.facts }
    const fits = checkFacts(changed)
    if (!fits.ok) return fits
    return outcome(await amendBody(ctx, { items: items.with(index, { ...changed, item, exhibit, notKept }) }))
  }),
]

/** From `recorded` by a second person, to its end. */
const stating = [
  handle(confirmSeizure, seizure, async (ctx) =>
    acted(ctx).createdBy === ctx.subject.person
      ? fail('command.denied.same-person', 'who recorded it cannot be the one who confirms it')
      : outcome(await amendBody(ctx, { state: 'confirmed' })),
  ),
  handle(closeSeizure, seizure, async (ctx) => outcome(await amendBody(ctx, { state: 'closed' }))),
  handle(annulSeizure, seizure, async (ctx) => outcome(await amendBody(ctx, { state: 'annulled' }))),
]

export const seizureBindings: readonly Binding[] = [
  recording,
  ...amending,
  ...stating,
  ...relabelBindings(seizure, seizureLabels),
]
