import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { fail, ok, type Result, type StoredRecord, type Subject } from '@basinet/kernel/contract'
import { courtReady, type Foreign } from '@basinet/kernel/court'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { colleagueNames } from '@basinet/kernel/identity'
import { readRecord, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { OPEN_STATES, printComparison, type PrintComparison } from '../contract/comparison.ts'
import { printExamination, type PrintExamination } from '../contract/examination.ts'
import type { Finger } from '../contract/finger.ts'
import { latentCase, latentMark, type LatentCase, type LatentMark } from '../contract/latent.ts'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { readPrint } from '../engine/print-image.ts'
import { contentOf, type JobParts } from '../jobs/asker.ts'
import { isOfRealm, MINORS } from '../minors.ts'
import { drawnOf, linesOf, type ReportParts } from '../report/compose.ts'
import { isReviewed, REPORT_LANGUAGES, sayIn, type ReportLanguage } from '../report/language.ts'
import { pdfOf, type Plate, type PlatePage } from '../report/pdf.ts'
import { pngOf } from './png.ts'

/** The report of a comparison that two examiners have concluded. */
export function reportRoute(app: FastifyInstance, parts: JobParts): void {
  app.get(
    '/api/v1/fingerprints/comparisons/:id/report',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'comparison-report',
        summary: 'Report of a comparison as PDF, with the marks of both examiners',
        tags: [`${LINE}/${CAPABILITY}`],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
        querystring: Type.Object(
          { language: Type.Optional(Type.Enum(REPORT_LANGUAGES)) },
          { additionalProperties: false },
        ),
      },
    },
    (request, reply) => report(parts, request, reply),
  )
}

interface Read extends ReportParts {
  readonly exemplar: { readonly image: string; readonly part: number | null }
  /** What of it came from abroad, each with the decision that made it evidence. */
  readonly foreign: readonly Foreign[]
}

async function report(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const { language = 'en' } = request.query as { language?: ReportLanguage }
  const read = await readAs(
    parts.core,
    subject,
    (tx) => readParts(tx, parts.core, subject, id),
    isOfRealm(subject) ? MINORS : 'general',
  )
  if (!read.ok) return sendFailure(reply, read.error)
  const say = sayIn(language)
  const { comparison, mark } = read.value
  await logRead(parts.core, subject, {
    kind: 'record.read',
    type: printComparison.type,
    record: id,
    rev: comparison.rev,
    details: { report: language },
  })
  const plates = await platesOf(parts, subject, read.value, say)
  if (plates === null) return sendFailure(reply, fail('record.absent', 'an image is not there').error)
  const foot = [
    say('report.foot'),
    `${id} r${comparison.rev}`,
    parts.core.now().toISOString(),
    ...(comparison.label.exercise ? [say('report.exercise')] : []),
    ...(isReviewed(language) ? [] : [say('report.draft')]),
  ].join(' · ')
  const title = `${say('report.title')} ${mark.body.number}`
  const pdf = await pdfOf(
    { title, lines: linesOf(read.value, say), pages: plates, foot, language },
    parts.core.now(),
  )
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="comparison-${id}.pdf"`)
    .send(pdf)
}

const ABSENT = fail('record.absent', 'no such comparison, or part of it may not be read')

/** Errors: `record.absent`, `print-comparison.open`, and those of what came from abroad and is not evidence. */
async function readParts(tx: Tx, core: Core, subject: Subject, id: string): Promise<Result<Read>> {
  const comparison = await readRecord<PrintComparison>(tx, printComparison, id)
  if (comparison === null) return ABSENT
  const { body } = comparison
  if (!(OPEN_STATES as readonly string[]).includes(body.state) || body.second === null)
    return fail('print-comparison.open', 'a report is made once both examiners have concluded')
  const first = await readRecord<PrintExamination>(tx, printExamination, body.first)
  const second = await readRecord<PrintExamination>(tx, printExamination, body.second)
  const mark = await readRecord<LatentMark>(tx, latentMark, body.mark)
  const parent = mark === null ? null : await readRecord<LatentCase>(tx, latentCase, mark.body.case)
  const cards = core.registry.record(body.exemplar.of.type)
  const card =
    cards === undefined || (cards.realm !== 'general' && !subject.realms.includes(cards.realm))
      ? null
      : await readRecord<{ number: string; fingers: Finger[] }>(tx, cards, body.exemplar.of.id)
  const finger = card?.body.fingers.find((one) => one.finger === body.exemplar.finger)
  if (first === null || second === null || mark === null || parent === null || card === null) return ABSENT
  if (finger === undefined || finger.image === null) return ABSENT
  const { of } = body.exemplar
  const repeated = [comparison, first, second, mark, parent, { type: of.type, id: of.id }]
  const ready = await courtReady(tx, repeated)
  if (!ready.ok) return ready
  const people = [body.firstBy, body.secondBy, body.resolution?.by ?? null]
  return ok({
    comparison,
    first,
    second,
    mark,
    case: parent,
    card: card.body.number,
    names: await namesOf(tx, people),
    exemplar: { image: finger.image, part: finger.part },
    foreign: ready.value,
  })
}

async function namesOf(tx: Tx, people: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = people.filter((id) => id !== null)
  const found = await colleagueNames(tx, ids)
  return new Map(found.map(({ id, name, rank }) => [id, `${rank} ${name}`]))
}

/** A page an examiner: the mark and the exemplar with that examiner's marks and no other's. Null where an image is gone. */
async function platesOf(
  parts: JobParts,
  subject: Subject,
  read: Read,
  say: (key: string) => string,
): Promise<PlatePage[] | null> {
  const { mark, exemplar } = read
  const markBytes = mark.body.image === null ? null : await contentOf(parts, subject, mark.body.image)
  const cardBytes = await contentOf(parts, subject, exemplar.image)
  if (markBytes === null || cardBytes === null) return null
  const images = [readPrint(markBytes, null), readPrint(cardBytes, exemplar.part)] as const
  const captions = [
    `${say('report.mark')} ${mark.body.number}`,
    `${say('report.exemplar')} ${read.card}, ${say('report.finger')} ${read.comparison.body.exemplar.finger}`,
  ] as const
  const page = (one: StoredRecord<PrintExamination>): PlatePage => ({
    heading: `${say(`value.seat.${one.body.seat}`)}: ${read.names.get(one.body.examiner) ?? one.body.examiner}`,
    note: say('report.legend'),
    plates: (['mark', 'exemplar'] as const).map((on, i): Plate => {
      const image = images[i === 0 ? 0 : 1]
      const { width, height } = image
      return {
        caption: captions[i === 0 ? 0 : 1],
        png: pngOf(image),
        width,
        height,
        drawn: drawnOf(one.body, on),
      }
    }),
  })
  return [page(read.first), page(read.second)]
}
