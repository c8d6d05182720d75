import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { listRecords, nodeSubject, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import { OFFICER } from '@basinet/funding/contract/fields'
import { composeSheet, type Sheet } from './compose.ts'
import { CAPABILITY, edition, LINE, type Edition } from './contract/edition.ts'
import { LANGUAGES, SHEETS, type Language } from './language.ts'
import { pdfOf } from './pdf.ts'
import { readPublic } from './store.ts'
import { webPage } from './web-page.ts'

const asked = {
  lang: Type.Optional(Type.Enum([...LANGUAGES])),
  form: Type.Optional(Type.Enum(['json', 'html', 'pdf'])),
}
interface Asked {
  readonly lang?: Language
  readonly form?: 'json' | 'html' | 'pdf'
}
const Place = Type.Object({ place: Type.Enum([...SHEETS]) }, { additionalProperties: false })
const Query = Type.Object(asked, { additionalProperties: false })
const Preview = Type.Object(
  { ...asked, exercise: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
const absent = { code: 'record.absent', message: 'no edition was published' }

/** The sheet as it would be published now, published editions, and the current one for everybody. */
export function factSheetRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/fact-sheets/:place',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'fact-sheet',
        summary: 'The sheet as the ledger stands now',
        tags,
        params: Place,
        querystring: Preview,
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      if (!core.registry.typesOf(subject.roles).includes(edition.type))
        return sendFailure(reply, {
          code: 'read.denied',
          message: 'the programme and auditors preview a sheet',
        })
      const { place } = request.params as { place: string }
      const { lang = 'en', form = 'json', exercise = false } = request.query as Asked & { exercise?: boolean }
      const records = await readAs(core, subject, (tx) => readPublic(tx, place))
      await logRead(core, subject, {
        kind: 'record.list',
        type: edition.type,
        count: records.entries.length + records.results.length,
        details: { place },
      })
      const now = core.now()
      const day = now.toISOString().slice(0, 10)
      const sheet = composeSheet(place, lang, records, day, exercise || core.mode === 'demo')
      return send(reply, sheet, form, now)
    },
  )
  app.get(
    '/api/v1/fact-sheets/editions/:id',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'fact-sheet-edition-as-published',
        summary: 'An edition as it was published',
        tags,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
        querystring: Query,
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const found = await readAs(core, subject, (tx) => readRecord<Edition>(tx, edition, id))
      await logRead(core, subject, { kind: 'record.read', type: edition.type, record: id })
      return found === null
        ? sendFailure(reply, absent)
        : sendEdition(reply, found.body, request.query as Asked)
    },
  )
  publicRoute(app, core)
}

const tags = [`${LINE}/${CAPABILITY}`]

function publicRoute(app: FastifyInstance, core: Core): void {
  app.get(
    '/public/fact-sheets/:place',
    {
      schema: {
        operationId: 'public-fact-sheet',
        summary: 'The current edition, for everybody',
        tags,
        params: Place,
        querystring: Query,
      },
    },
    async (request, reply) => {
      const { place } = request.params as { place: string }
      // Nobody is signed in: the node reads, cleared for nothing but what is public.
      const reader = sealedSubject(core, { ...nodeSubject(core.nation), roles: [OFFICER] }, core.now())
      const page = await core.store.run(reader, { readOnly: true }, (tx) =>
        listRecords<Edition>(tx, edition, {
          filters: [
            { name: 'place', op: 'eq', value: place },
            { name: 'state', op: 'eq', value: 'current' },
          ],
          limit: 2,
        }),
      )
      // An exercise's edition is no public document of a node in earnest.
      const found = (page.ok ? page.value.items : []).find(
        (one) => one.label.exercise === (core.mode === 'demo'),
      )
      return found === undefined
        ? sendFailure(reply, absent)
        : sendEdition(reply, found.body, { form: 'html', ...(request.query as Asked) })
    },
  )
}

function sendEdition(
  reply: FastifyReply,
  body: Edition,
  { lang = 'en', form = 'json' }: Asked,
): Promise<FastifyReply> {
  const text = (body.sheets as Readonly<Record<string, string>>)[lang]
  if (text === undefined) throw new Error(`BUG: edition without ${lang}`)
  return send(reply, JSON.parse(text) as Sheet, form, new Date(`${body.published}T00:00:00.000Z`))
}

async function send(
  reply: FastifyReply,
  sheet: Sheet,
  form: Asked['form'],
  made: Date,
): Promise<FastifyReply> {
  if (form === 'pdf') {
    const bytes = Buffer.from(await pdfOf(sheet, made))
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="fact-sheet-${sheet.nation}-${sheet.language}.pdf"`)
      .send(bytes)
  }
  // The page stands alone with its own style; the console's policy would refuse it.
  if (form === 'html')
    return reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      )
      .send(webPage(sheet, true))
  return reply.send(sheet)
}
