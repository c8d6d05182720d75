import { randomInt, randomUUID } from 'node:crypto'
import { addProof, encodeJwt, verifyCredential, withEndorsements, type Json } from '@basinet/open-badges'
import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Core } from '@basinet/kernel/record'
import { academyKey } from '../academy-key.ts'
import { certificateFor, statusListOf } from '../certificate.ts'
import { academy } from '../contract/academy.ts'
import {
  certificate,
  issueCertificate,
  recogniseCertificate,
  replaceCertificate,
  revokeCertificate,
  type Certificate,
} from '../contract/certificate.ts'
import { course, type Course } from '../contract/course.ts'
import { edition } from '../contract/edition.ts'
import { nomination, type Nomination } from '../contract/nomination.ts'
import { outcomeOf } from '../outcome.ts'
import { credentialFacts } from '../read-credential.ts'
import { acted, eq, found, outcome, readAll } from './shared.ts'

type Context = CommandContext<Certificate>
const STATUS_ENTRIES = 131_072
const TRIES_MAX = 50

/** An entry of the status list that nobody has: drawn, so that it tells nothing of when or for whom. */
async function freeIndex(ctx: Context): Promise<Result<number>> {
  for (let n = 0; n < TRIES_MAX; n++) {
    const index = randomInt(STATUS_ENTRIES)
    const taken = await readAll(ctx.tx, certificate, [eq('statusIndex', String(index))], 1)
    if (taken.length === 0) return ok(index)
  }
  return fail('training-certificate.list-full', 'the status list is nearly full')
}

interface Of {
  readonly course: Course
  readonly academy: string
  readonly end: string
  readonly holder: string
  readonly expires: string | null
}

/** A certificate travels without its label, so an exercise is said in what is signed. */
function marked(
  of: { readonly course: Course; readonly academy: string },
  exercise: boolean,
): Pick<Of, 'course' | 'academy'> {
  return exercise ? { ...of, course: { ...of.course, title: `EXERCISE: ${of.course.title}` } } : of
}

/** The signed credential, as JSON and as token. */
async function sign(
  ctx: Context,
  core: Core,
  of: Of,
): Promise<Result<Pick<Certificate, 'credential' | 'token' | 'statusIndex'>>> {
  const key = academyKey(core)
  if (!key.ok) return key
  const index = await freeIndex(ctx)
  if (!index.ok) return index
  const outcomeGiven = {
    completed: true,
    passed: true,
    expires: of.expires ?? 'never',
    gain: null,
    normalisedGain: null,
  }
  const bare = certificateFor(
    { ...of.course, leastAttendance: of.course.leastAttendance / 100 },
    outcomeGiven,
    of.end,
    { id: `urn:uuid:${of.holder}`, certificate: `urn:uuid:${randomUUID()}`, statusIndex: index.value },
    { id: key.value.did, name: of.academy, statusList: statusListOf(key.value.did) },
  )
  if (bare === null) throw new Error('BUG: a passed course gives a certificate')
  const endorsed = of.course.endorsements.map((e) => JSON.parse(e.credential) as Json)
  const whole = endorsed.length === 0 ? bare : withEndorsements(bare, endorsed)
  return ok({
    credential: JSON.stringify(addProof(whole, key.value.key, ctx.at)),
    // Without the endorsements: a QR code has room for the certificate alone.
    token: encodeJwt(bare, key.value.key),
    statusIndex: index.value,
  })
}

async function courseOf(ctx: Context, code: string): Promise<Result<{ course: Course; academy: string }>> {
  const [taught] = await readAll<Course>(ctx.tx, course, [eq('code', code)], 1)
  if (taught === undefined) return fail('training.absent', `there is no course ${code}`, 'code')
  const place = taught.body.academy === null ? null : await ctx.get(academy, taught.body.academy)
  return place === null
    ? fail('training.absent', 'the course has no academy', 'course')
    : ok({ course: taught.body, academy: place.body.name })
}

async function nothingIssued(ctx: Context, of: string): Promise<Result<null>> {
  const held = await readAll(ctx.tx, certificate, [eq('nomination', of)], 5)
  return held.length === 0
    ? ok(null)
    : fail('training-certificate.issued', 'a certificate of it was issued: replace that one', 'nomination')
}

function passed(record: StoredRecord<Nomination>): Result<Nomination> {
  return record.body.state === 'completed' && record.body.passed === true
    ? ok(record.body)
    : fail('training-certificate.not-passed', `${record.body.name} has not passed`, 'nomination')
}

const issue = (core: () => Core): Binding =>
  handle(issueCertificate, certificate, async (ctx, input) => {
    const record = found(await ctx.get(nomination, input.nomination), 'nomination', 'nomination')
    if (!record.ok) return record
    const who = passed(record.value)
    if (!who.ok) return who
    const once = await nothingIssued(ctx, input.nomination)
    if (!once.ok) return once
    const held = found(await ctx.get(edition, who.value.edition), 'course-edition', 'nomination')
    if (!held.ok) return held
    const taught = await courseOf(ctx, who.value.code)
    if (!taught.ok) return taught
    const end = held.value.body.until
    const { expires } = outcomeOf(
      { ...taught.value.course, leastAttendance: 0 },
      { end, attendance: 1, pre: null, post: 100, revoked: false },
    )
    const holder = who.value.holder ?? randomUUID()
    const validUntil = expires === 'never' ? null : expires
    const of = marked(taught.value, record.value.label.exercise)
    const signed = await sign(ctx, core(), { ...of, end, holder, expires: validUntil })
    if (!signed.ok) return signed
    const { name, nation, unit, code } = who.value
    return outcome(
      await ctx.create(
        certificate,
        {
          holder,
          name,
          nation,
          unit,
          code,
          course: taught.value.course.title,
          validFrom: end,
          validUntil,
          origin: 'issued',
          issuer: taught.value.academy,
          ...signed.value,
          nomination: input.nomination,
          document: null,
          replaces: null,
          state: 'valid',
        },
        { label: record.value.label },
      ),
    )
  })

const recognise = handle(recogniseCertificate, certificate, async (ctx, input) => {
  if (input.credential === null && input.document === null)
    return fail('training-certificate.proof', 'a credential, or the paper that was seen', 'document')
  if (input.validUntil !== null && input.validUntil <= input.validFrom)
    return fail('training-certificate.period', 'it ends before it begins', 'validUntil')
  if (input.credential !== null) {
    const read = credentialFacts(input.credential)
    if (!read.ok) return read
    const known = await readAll<{ did: string | null }>(ctx.tx, academy, [eq('did', read.value.issuer)], 1)
    if (known.length === 0)
      return fail('training-certificate.issuer', 'no academy with this key is registered here', 'credential')
    const { checks } = verifyCredential(input.credential, { now: ctx.at.getTime() })
    // Its status list may be out of reach on an island; what is wrong for certain is refused.
    const wrong = checks.find((c) => c.result === 'failed' || (c.check === 'proof' && c.result !== 'passed'))
    if (wrong !== undefined) return fail('training-certificate.credential', wrong.message, 'credential')
    if (read.value.achievement !== null && !read.value.achievement.endsWith(`:${input.code}`))
      return fail('training-certificate.other', `it certifies ${read.value.achievement}`, 'code')
  }
  return outcome(
    await ctx.create(certificate, {
      ...input,
      origin: 'recognised',
      token: null,
      statusIndex: null,
      nomination: null,
      replaces: null,
      state: 'valid',
    }),
  )
})

const replace = (core: () => Core): Binding =>
  handle(replaceCertificate, certificate, async (ctx) => {
    const old = acted(ctx)
    if (old.body.origin !== 'issued')
      return fail('training-certificate.foreign', 'its own academy replaces it')
    const taught = await courseOf(ctx, old.body.code)
    if (!taught.ok) return taught
    const { holder, validFrom, validUntil } = old.body
    const of = marked(taught.value, old.label.exercise)
    const signed = await sign(ctx, core(), { ...of, end: validFrom, holder, expires: validUntil })
    if (!signed.ok) return signed
    const fresh = await ctx.create(
      certificate,
      { ...old.body, ...signed.value, replaces: old.id },
      { label: old.label },
    )
    if (!fresh.ok) return fresh
    const gone = await ctx.amend(certificate, old.id, old.rev, { ...old.body, state: 'replaced' })
    return gone.ok ? ok({ record: gone.value, output: { certificate: fresh.value.id } }) : gone
  })

export const certificateBindings = (core: () => Core): readonly Binding[] => [
  issue(core),
  recognise,
  replace(core),
  handle(revokeCertificate, certificate, async (ctx) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(certificate, record.id, record.rev, { ...record.body, state: 'revoked' }))
  }),
]
