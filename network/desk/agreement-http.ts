import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type, type Static, type TSchema } from 'typebox'
import { fail, ok, type Result, type Subject } from '@basinet/kernel/contract'
import { logRead, sendFailure, subjectOf } from '@basinet/kernel/http'
import { checkValue, type Core } from '@basinet/kernel/record'
import { findingsOf } from '../agreements/findings.ts'
import { readHeld } from '../agreements/held.ts'
import {
  asPlainText,
  compareFlows,
  compareTexts,
  draftAgreement,
  previewFlow,
  printAgreement,
  type AgreementText,
  type Preview,
} from '../agreements/index.ts'
import { orderEffect } from '../agreements/order-commands.ts'
import { ownRecords } from '../agreements/simulate/own-records.ts'
import type { AgreementTemplate } from '../agreements/template.ts'
import { Terms } from '../agreements/terms.ts'
import { asNetwork } from '../node/db.ts'
import { readPaper } from '../node/paper.ts'
import { toHex } from '../wire/index.ts'
import { agreementOf, type About } from './agreement-of.ts'
import { groundOf, viewOf } from './agreement-view.ts'
import { agreementGround } from './ground.ts'
import { networkReader } from './reader.ts'
import { LANGUAGES, wordsIn, type Language } from './words.ts'

const strict = { additionalProperties: false } as const
const Of = Type.Object({
  of: Type.String({ pattern: '^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' }),
})
const InLanguage = Type.Object({ language: Type.Optional(Type.Enum([...LANGUAGES])) }, strict)
const With = Type.Object({ with: Type.Optional(Of.properties.of) }, strict)
const Effect = Type.Object(
  {
    action: Type.Enum(['suspend', 'resume', 'end', 'continue']),
    agreement: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  strict,
)
const Check = Type.Object({ terms: Type.Unknown() }, strict)

type Templates = readonly AgreementTemplate[]

interface Route {
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly query?: TSchema
}

type Answer<T> = (
  about: About,
  subject: Subject,
  query: Readonly<Record<string, string>>,
) => Promise<Result<T>>

/** Adds a page about one agreement. */
function pageAbout(app: FastifyInstance, core: Core) {
  return <T>(
    { path, id, summary, query }: Route,
    answer: Answer<T>,
    reply: (reply: FastifyReply, found: T) => unknown = (_reply, found) => found,
  ): void => {
    const params = { params: Of, ...(query === undefined ? {} : { querystring: query }) }
    const schema = { operationId: id, summary, tags: ['regional/sharing'], ...params }
    app.get(
      `/api/v1/network/agreements/:of${path}`,
      { preHandler: networkReader, schema },
      async (request, to) => {
        const { of } = request.params as Static<typeof Of>
        const found = await agreementOf(core, subjectOf(request), of)
        if (!found.ok) return sendFailure(to, found.error)
        const given = await answer(found.value, subjectOf(request), request.query as Record<string, string>)
        if (!given.ok) return sendFailure(to, given.error)
        await logRead(core, subjectOf(request), {
          kind: 'report.read',
          details: { report: `network/agreement${path}`, of },
        })
        return reply(to, given.value)
      },
    )
  }
}

/** `/api/v1/network/agreements/…`: what a lawyer and a minister look at before they bind the nation. */
export function agreementRoutes(app: FastifyInstance, core: Core, templates: Templates): void {
  const about = pageAbout(app, core)
  about(
    { path: '', id: 'network-agreement', summary: 'An agreement: terms, signatures, paper, acts' },
    (found) => Promise.resolve(ok(viewOf(core, found))),
  )
  about(
    {
      path: '/text',
      id: 'network-agreement-text',
      summary: 'An agreement as a printable text',
      query: InLanguage,
    },
    ({ text }, _subject, { language = 'en' }) =>
      Promise.resolve(ok(asPlainText(text, wordsIn(language as Language, 'agreement.')))),
    (reply, text) => reply.type('text/plain; charset=utf-8').send(text),
  )
  about(
    {
      path: '/clauses',
      id: 'network-agreement-clauses',
      summary: 'The same, clause by clause',
      query: InLanguage,
    },
    ({ text }, _subject, { language = 'en' }) =>
      Promise.resolve(
        ok({ title: text.title, clauses: printAgreement(text, wordsIn(language as Language, 'agreement.')) }),
      ),
  )
  about(
    {
      path: '/paper',
      id: 'network-agreement-paper',
      summary: 'The paper that a partner signed, as it sent it',
    },
    async ({ agreement }) =>
      agreement === null
        ? fail('paper.unsigned', 'no partner has signed it yet')
        : asNetwork(core, (db) => readPaper(db, agreement, core.nation)),
    (reply, { name, content }) =>
      reply
        .type('application/octet-stream')
        .header('basinet-name', encodeURIComponent(name))
        .header('content-disposition', 'attachment')
        .send(Buffer.from(content)),
  )
  about(
    {
      path: '/compare',
      id: 'network-agreement-compare',
      summary: 'What differs from another version',
      query: With,
    },
    async ({ text }, subject, { with: other }) => {
      const before = await agreementOf(core, subject, other ?? '')
      return before.ok ? ok({ changes: compareTexts(before.value.text, text).map(plain) }) : before
    },
  )
  about(
    {
      path: '/preview',
      id: 'network-agreement-preview',
      summary: 'What would flow under it of the records you may read, and what would not and why; counts',
      query: With,
    },
    (found, subject, { with: other }) => preview(core, subject, found, other),
  )
  besides(app, core, templates)
}

/** Hashes as people write them. */
function plain(change: ReturnType<typeof compareTexts>[number]) {
  const written = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value ?? null, (_key, v: unknown) => (v instanceof Uint8Array ? toHex(v) : v)),
    ) as unknown
  return { ...change, before: written(change.before), after: written(change.after) }
}

async function preview(core: Core, subject: Subject, { text }: About, other: string | undefined) {
  const before = other === undefined ? null : await agreementOf(core, subject, other)
  if (before !== null && !before.ok) return before
  const texts = [text, ...(before === null ? [] : [before.value.text])]
  const { samples, unread } = await ownRecords(
    core,
    subject,
    texts.flatMap((t) => t.kinds.map((k) => k.type)),
  )
  const run = async (of: AgreementText): Promise<Result<Preview>> => {
    const drafted = draftAgreement(of)
    if (!drafted.ok) return drafted
    return ok(await previewFlow(drafted.value, samples, core.nation, core.now().getTime()))
  }
  const after = await run(text)
  if (!after.ok) return after
  const was = before === null ? null : await run(before.value.text)
  const changes = was?.ok === true ? compareFlows(was.value, after.value) : null
  return ok({ ...after.value, unread, changes })
}

function besides(app: FastifyInstance, core: Core, templates: Templates): void {
  const docs = (operationId: string, summary: string) => ({
    operationId,
    summary,
    tags: ['regional/sharing'],
  })
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    report: string,
    found: Result<unknown>,
  ): Promise<unknown> => {
    if (!found.ok) return sendFailure(reply, found.error)
    await logRead(core, subjectOf(request), { kind: 'report.read', details: { report } })
    return found.value
  }
  app.get(
    '/api/v1/network/agreements/ground',
    {
      preHandler: networkReader,
      schema: docs('network-agreement-ground', 'What an agreement can be made of'),
    },
    async (request, reply) => {
      const held = await readHeld(core)
      const found = held.ok ? ok(agreementGround(core, held.value, templates)) : held
      return answer(request, reply, 'network/agreements/ground', found)
    },
  )
  app.get(
    '/api/v1/network/agreements/effect',
    {
      preHandler: networkReader,
      schema: { ...docs('network-agreement-effect', 'What an order would touch'), querystring: Effect },
    },
    async (request, reply) => {
      const { action, agreement = null } = request.query as Static<typeof Effect>
      const effect = await orderEffect(core, action, agreement)
      if (!effect.ok && effect.error.code !== 'agreement.order') return sendFailure(reply, effect.error)
      const { on, ...counts } = effect.ok
        ? effect.value
        : { on: [], copiesAbroad: 0, copiesHere: 0, recalls: 0 }
      const named = on.map((a) => ({ hash: toHex(a.hash), title: a.text.title, parties: a.text.parties }))
      return answer(request, reply, 'network/agreements/effect', ok({ on: named, ...counts }))
    },
  )
  app.post(
    '/api/v1/network/agreements/check',
    {
      preHandler: networkReader,
      schema: { ...docs('network-agreement-check', 'What stands against offering these terms'), body: Check },
    },
    async (request, reply) => {
      const held = await readHeld(core)
      if (!held.ok) return sendFailure(reply, fail(held.error.code, held.error.message).error)
      // What is still being written is not judged: the form itself says what is missing.
      const terms = checkValue<Terms>(Terms, (request.body as Static<typeof Check>).terms, 'agreement.terms')
      const ground = groundOf(core, held.value.members)
      return { findings: terms.ok ? findingsOf(terms.value, ground) : null }
    },
  )
}
