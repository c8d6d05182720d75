import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { fileRecord } from '@basinet/kernel/files'
import { handle, type Binding, type CommandContext, type Core } from '@basinet/kernel/record'
import { toHex } from '../wire/index.ts'
import { paperOf } from './agreement.ts'
import {
  agreement,
  draftCommand,
  offerCommand,
  reviseCommand,
  signCommand,
  takeUpCommand,
  withdrawCommand,
  type AgreementDossier,
} from './contract.ts'
import { findingsOf } from './findings.ts'
import { readHeld, type Held } from './held.ts'
import { stateOf } from './state.ts'
import { agreementHash } from './statements.ts'
import { termsOfText, textOf } from './terms-text.ts'

/** What people do with an agreement of their nation before it is in force. The network carries out what they order. */
export function agreementBindings(core: () => Core): Binding[] {
  return [
    handle(draftCommand, agreement, async (ctx, { terms, follows }) => {
      const named = await nameOf(core(), ctx, follows)
      if (!named.ok) return named
      const body: AgreementDossier = {
        ...named.value,
        terms,
        instrument: null,
        origin: core().nation,
        hash: null,
        follows: follows ?? null,
        paper: null,
        signature: null,
        state: 'draft',
      }
      const made = await ctx.create(agreement, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(reviseCommand, agreement, (ctx, { terms }) => amend(ctx, { terms })),
    handle(withdrawCommand, agreement, (ctx) => amend(ctx, { state: 'withdrawn' })),
    handle(offerCommand, agreement, async (ctx) => {
      const held = await readHeld(core())
      if (!held.ok) return held
      const { terms, number, edition } = dossierOf(ctx)
      const { nation, mode, registry } = core()
      const ground = { me: nation, mode, members: held.value.members, record: registry.record.bind(registry) }
      const [first] = findingsOf(terms, ground)
      if (first !== undefined) return fail('agreement.terms', `${first.code} ${first.about}`, first.field)
      const text = textOf(terms, { id: number, version: edition, instrument: null })
      if (!text.ok) return text
      if (held.value.agreements.some((a) => a.text.id === number && a.text.version === edition))
        return fail('agreement.taken', `version ${edition} of this agreement is before the partners already`)
      return amend(ctx, { hash: toHex(agreementHash(text.value)), state: 'offered' })
    }),
    handle(takeUpCommand, agreement, async (ctx, { hash }) => {
      const held = await readHeld(core())
      if (!held.ok) return held
      const there = held.value.find(hash)
      if (there === undefined) return fail('agreement.unknown', 'no agreement here has this hash', 'hash')
      const known = await ctx.list(agreement, {
        filters: [{ name: 'hash', op: 'eq', value: hash }],
        limit: 1,
      })
      if (known.ok && known.value.items.length > 0)
        return fail('agreement.known', 'a dossier of this agreement is open already', 'hash')
      const made = await ctx.create(agreement, takenUp(there, hash, core().nation))
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(signCommand, agreement, async (ctx, { paper, ...signature }) => {
      const held = await readHeld(core())
      if (!held.ok) return held
      const file = await ctx.get(fileRecord, paper)
      const about = ctx.record?.id
      if (file === null || file.body.state !== 'kept' || file.body.aboutId !== about)
        return fail(
          'agreement.paper-absent',
          'the signed paper has to lie among the files of this dossier',
          'paper',
        )
      const { sha256, name, sizeBytes: bytes } = file.body
      const fits = checkPaper(held.value, dossierOf(ctx).hash ?? '', sha256)
      if (!fits.ok) return fits
      return amend(ctx, { paper: { file: paper, sha256, name, bytes }, signature, state: 'signed' })
    }),
  ]
}

function dossierOf(ctx: CommandContext<unknown>): AgreementDossier {
  if (ctx.record === null) throw new Error('BUG: the command is about a dossier')
  return ctx.record.body as AgreementDossier
}

async function amend(ctx: CommandContext<unknown>, change: Partial<AgreementDossier>) {
  const before = dossierOf(ctx)
  const made = await ctx.amend(agreement, ctx.record!.id, ctx.record!.rev, { ...before, ...change })
  return made.ok ? ok({ record: made.value }) : made
}

/** A number of its own, or the next version of the agreement that it follows. Errors: `agreement.unknown`. */
async function nameOf(
  core: Core,
  ctx: CommandContext<unknown>,
  follows: string | undefined,
): Promise<Result<{ number: string; edition: number }>> {
  if (follows === undefined) return ok({ number: randomUUID(), edition: 1 })
  const held = await readHeld(core)
  if (!held.ok) return held
  const before = held.value.find(follows)
  if (before === undefined) return fail('agreement.unknown', 'no agreement here has this hash', 'follows')
  const number = before.text.id
  const own = await ctx.list(agreement, {
    filters: [{ name: 'number', op: 'eq', value: number }],
    limit: 200,
  })
  const editions = [
    ...held.value.agreements.filter((a) => a.text.id === number).map((a) => a.text.version),
    ...(own.ok ? own.value.items.map((r) => r.body.edition) : []),
  ]
  return ok({ number, edition: Math.max(...editions) + 1 })
}

function takenUp(there: NonNullable<ReturnType<Held['find']>>, hash: string, me: string): AgreementDossier {
  const { text, signatures, actions } = there
  const offered = [...actions.values()].find((a) => a.value.action === 'offer')?.value.party
  const { instrument } = text
  return {
    number: text.id,
    edition: text.version,
    terms: termsOfText(text),
    instrument: instrument === null ? null : { ...instrument, hash: toHex(instrument.hash) },
    origin: offered ?? text.parties.find((p) => p !== me) ?? me,
    hash,
    follows: null,
    paper: null,
    signature: null,
    state: signatures.has(me) ? 'signed' : 'received',
  }
}

/** Errors: `agreement.ended`, `agreement.paper-differs` (a partner signed another file, or the text names another). */
function checkPaper(held: Held, hash: string, sha256: string): Result<true> {
  const there = held.find(hash)
  // Offered here a moment ago, and not carried out yet.
  if (there === undefined) return ok(true)
  if (stateOf(there) === 'ended') return fail('agreement.ended', 'a party has ended it')
  const signed = paperOf(there)
  const named = there.text.instrument?.hash ?? (signed instanceof Uint8Array ? signed : null)
  if (named !== null && toHex(named) !== sha256)
    return fail(
      'agreement.paper-differs',
      `the partners signed the file with SHA-256 ${toHex(named)}; this one has ${sha256}`,
      'paper',
    )
  return ok(true)
}
