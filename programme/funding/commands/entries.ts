import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  correctEntry,
  ledgerEntry,
  openLedger,
  postEntry,
  type LedgerEntry,
} from '../contract/ledger-entry.ts'
import { instrument } from '../contract/instrument.ts'
import { sourceDocument } from '../contract/source-document.ts'
import { checkEntry } from '../entry-rules.ts'
import { documentOf, OPENING_ENTRIES } from '../opening.ts'

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

/** The document and the instrument an entry names are there and may be read by who posts it. */
async function sourceIsKept(
  ctx: Context,
  facts: Pick<LedgerEntry, 'source' | 'instrument'>,
): Promise<Result<null>> {
  const { source, instrument: under } = facts
  if (source.record !== null && (await ctx.get(sourceDocument, source.record)) === null)
    return fail('ledger-entry.document', 'there is no such document', 'source.record')
  if (under !== null && (await ctx.get(instrument, under)) === null)
    return fail('ledger-entry.instrument', 'there is no such instrument', 'instrument')
  return ok(null)
}

export const entryBindings: readonly Binding[] = [
  handle(postEntry, ledgerEntry, async (ctx, input) => {
    const { public: open, ...facts } = input
    const fits = checkEntry(facts, today(ctx))
    if (!fits.ok) return fits
    const unused = await referenceIsNew(ctx, facts.reference)
    if (!unused.ok) return unused
    const told = await sourceIsKept(ctx, facts)
    if (!told.ok) return told
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
    let count = 0
    const documents = new Map<string, string>()
    for (const entry of OPENING_ENTRIES) {
      const unused = await referenceIsNew(ctx, entry.reference)
      if (!unused.ok) continue
      const { key, body } = documentOf(entry)
      const known = documents.get(key)
      if (known === undefined) {
        const document = await ctx.create(sourceDocument, body, {
          label: ctx.labelFor(sourceDocument, { class: 'public' }),
        })
        if (!document.ok) return document
        documents.set(key, document.value.id)
      }
      const source = { ...entry.source, record: documents.get(key) ?? null }
      const posted = { ...entry, source, corrects: null, state: 'posted' as const }
      const made = await ctx.create(ledgerEntry, posted, { label })
      if (!made.ok) return made
      last = made.value
      count++
    }
    return last === null
      ? fail('ledger-entry.opened', 'every public fact is in the ledger')
      : ok({ record: last, output: { posted: count } })
  }),
]
