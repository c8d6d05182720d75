import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  activateInstrument,
  amendInstrument,
  closeInstrument,
  draftInstrument,
  instrument,
  type Instrument,
} from './contract/instrument.ts'
import {
  correctEntry,
  ledgerEntry,
  openLedger,
  postEntry,
  type LedgerEntry,
} from './contract/ledger-entry.ts'
import { checkEntry } from './entry-rules.ts'
import { OPENING_ENTRIES } from './opening.ts'

type Context = CommandContext<LedgerEntry>

const outcome = <T>(done: Result<StoredRecord<T>>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done
const today = (ctx: { readonly at: Date }): string => ctx.at.toISOString().slice(0, 10)

async function referenceIsNew(ctx: Context, reference: string): Promise<Result<null>> {
  const page = await ctx.list(ledgerEntry, {
    filters: [{ name: 'reference', op: 'eq', value: reference }],
    limit: 1,
  })
  if (!page.ok) return page
  return page.value.items.length === 0
    ? ok(null)
    : fail('ledger-entry.reference-used', `there is an entry ${reference} already`, 'reference')
}

const entries: readonly Binding[] = [
  handle(postEntry, ledgerEntry, async (ctx, input) => {
    const { public: open, ...facts } = input
    const fits = checkEntry(facts, today(ctx))
    if (!fits.ok) return fits
    const unused = await referenceIsNew(ctx, facts.reference)
    if (!unused.ok) return unused
    const label = ctx.labelFor(ledgerEntry, open ? { class: 'public' } : {})
    return outcome(await ctx.create(ledgerEntry, { ...facts, corrects: null, state: 'posted' }, { label }))
  }),
  handle(correctEntry, ledgerEntry, async (ctx, input) => {
    const old = ctx.record
    if (old === null) throw new Error('BUG: a correction has its entry')
    const fits = checkEntry(input, today(ctx))
    if (!fits.ok) return fits
    const unused = await referenceIsNew(ctx, input.reference)
    if (!unused.ok) return unused
    const made = await ctx.create(
      ledgerEntry,
      { ...input, corrects: old.id, state: 'posted' },
      { label: old.label },
    )
    if (!made.ok) return made
    const marked = await ctx.amend(ledgerEntry, old.id, old.rev, { ...old.body, state: 'corrected' })
    return marked.ok ? ok({ record: marked.value, output: { entry: made.value.id } }) : marked
  }),
  handle(openLedger, ledgerEntry, async (ctx) => {
    const label = ctx.labelFor(ledgerEntry, { class: 'public' })
    let last: StoredRecord<LedgerEntry> | null = null
    let posted = 0
    for (const entry of OPENING_ENTRIES) {
      const unused = await referenceIsNew(ctx, entry.reference)
      if (!unused.ok) continue
      const made = await ctx.create(ledgerEntry, { ...entry, corrects: null, state: 'posted' }, { label })
      if (!made.ok) return made
      last = made.value
      posted++
    }
    return last === null
      ? fail('ledger-entry.opened', 'every public fact is in the ledger')
      : ok({ record: last, output: { posted } })
  }),
]

/** Days of an instrument that must follow one another; `Result` names the first that does not. */
function checkInstrument(facts: Omit<Instrument, 'state'>): Result<null> {
  if (facts.performanceUntil < facts.performanceFrom)
    return fail('instrument.period', 'the period ends before it begins', 'performanceUntil')
  if (facts.fundsExpire < facts.performanceFrom)
    return fail('instrument.expiry', 'the funds expire before the period begins', 'fundsExpire')
  if (facts.ceiling.startsWith('-')) return fail('instrument.ceiling', 'a ceiling is not negative', 'ceiling')
  return ok(null)
}

function acted(ctx: CommandContext<Instrument>): StoredRecord<Instrument> {
  if (ctx.record === null) throw new Error('BUG: the command acts on an instrument')
  return ctx.record
}

async function state(ctx: CommandContext<Instrument>, next: Instrument['state']): Promise<Result<Outcome>> {
  const record = acted(ctx)
  return outcome(await ctx.amend(instrument, record.id, record.rev, { ...record.body, state: next }))
}

const instruments: readonly Binding[] = [
  handle(draftInstrument, instrument, async (ctx, input) => {
    const fits = checkInstrument(input)
    return fits.ok ? outcome(await ctx.create(instrument, { ...input, state: 'draft' })) : fits
  }),
  handle(amendInstrument, instrument, async (ctx, input) => {
    const record = acted(ctx)
    const body = { ...record.body, ...input }
    const fits = checkInstrument(body)
    return fits.ok ? outcome(await ctx.amend(instrument, record.id, record.rev, body)) : fits
  }),
  handle(activateInstrument, instrument, (ctx) => state(ctx, 'active')),
  handle(closeInstrument, instrument, (ctx) => state(ctx, 'closed')),
]

export const fundingBindings: readonly Binding[] = [...entries, ...instruments]
