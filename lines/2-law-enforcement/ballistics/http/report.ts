import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { fail, type Subject } from '@basinet/kernel/contract'
import { exhibit, type Exhibit } from '@basinet/kernel/custody/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { colleagueNames } from '@basinet/kernel/identity'
import { listRecords, readRecord, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { comparison, type BallisticComparison } from '../contract/comparison.ts'
import { examination, type BallisticExamination } from '../contract/examination.ts'
import { specimen, type Specimen } from '../contract/specimen.ts'
import { surface, type BallisticSurface } from '../contract/surface.ts'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { bytesOf, type JobParts } from '../jobs/asker.ts'
import { linesOf, type ReportParts, type Side } from '../report/compose.ts'
import { isReviewed, REPORT_LANGUAGES, sayIn, type ReportLanguage } from '../report/language.ts'
import { pdfOf, type Plate } from '../report/pdf.ts'
import { pngOf } from './png.ts'
import { greyOf } from './relief-plate.ts'

/** The report of a comparison that two examiners have concluded, with what it cannot say. */
export function reportRoute(app: FastifyInstance, parts: JobParts): void {
  app.get(
    '/api/v1/ballistics/comparisons/:id/report',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'ballistic-report',
        summary: 'Report of a comparison as PDF, with the limits of what it says',
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

async function report(parts: JobParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const subject = subjectOf(request)
  const { id } = request.params as { id: string }
  const { language = 'en' } = request.query as { language?: ReportLanguage }
  const { core } = parts
  const read = await readAs(core, subject, (tx) => readParts(tx, core, id))
  if (typeof read === 'string') return sendFailure(reply, fail(read, REFUSED[read]).error)
  await logRead(core, subject, {
    kind: 'record.read',
    type: comparison.type,
    record: id,
    rev: read.comparison.rev,
    details: { report: language },
  })
  const say = sayIn(language)
  const foot = [
    say('report.foot'),
    `${id} r${read.comparison.rev}`,
    core.now().toISOString(),
    ...(read.comparison.label.exercise ? [say('report.exercise')] : []),
    ...(isReviewed(language) ? [] : [say('report.draft')]),
  ].join(' · ')
  const numbers = read.sides.map(({ specimen: of }) => of.body.number).join(', ')
  const pdf = await pdfOf(
    {
      title: `${say('report.title')} ${numbers}`,
      lines: linesOf(read, say),
      plates: await platesOf(parts, subject, read.sides),
      legend: say('report.plates'),
      foot,
      language,
    },
    core.now(),
  )
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="comparison-${id}.pdf"`)
    .send(pdf)
}

const REFUSED = {
  'record.absent': 'no such comparison, or part of it may not be read',
  'ballistic-comparison.open': 'a report is made once both examiners have concluded',
} as const

async function readParts(tx: Tx, core: Core, id: string): Promise<ReportParts | keyof typeof REFUSED> {
  const of = await readRecord<BallisticComparison>(tx, comparison, id)
  if (of === null) return 'record.absent'
  const { body } = of
  if (body.state !== 'disagreed' && body.state !== 'concluded') return 'ballistic-comparison.open'
  const sides = [await sideOf(tx, core, body.first), await sideOf(tx, core, body.second)].filter(
    (side) => side !== null,
  )
  const filters = [{ name: 'comparison', op: 'eq' as const, value: id }]
  const both = await listRecords<BallisticExamination>(tx, examination, { filters, limit: 2 })
  if (sides.length < 2 || !both.ok || both.value.items.length < 2) return 'record.absent'
  const people = [body.firstBy, body.secondBy, body.resolution?.by ?? null].filter((one) => one !== null)
  const found = await colleagueNames(tx, people)
  return {
    comparison: of,
    examinations: both.value.items.toSorted((a, b) => a.body.seat.localeCompare(b.body.seat)),
    sides,
    names: new Map(found.map(({ id: person, name, rank }) => [person, `${rank} ${name}`])),
  }
}

async function sideOf(tx: Tx, core: Core, id: string): Promise<Side | null> {
  const of = await readRecord<BallisticSurface>(tx, surface, id)
  const what = of === null ? null : await readRecord<Specimen>(tx, specimen, of.body.specimen)
  if (of === null || what === null) return null
  const held = await readRecord<Exhibit>(tx, exhibit, what.body.exhibit)
  const agencies = core.registry.record('agency')
  const laboratory = agencies === undefined ? null : await readRecord(tx, agencies, what.body.laboratory)
  return {
    specimen: what,
    surface: of,
    exhibit: held?.body.number ?? null,
    laboratory: laboratory?.title ?? null,
  }
}

/** Both surfaces as the engine compared them; one whose file is gone is left out. */
async function platesOf(parts: JobParts, subject: Subject, sides: readonly Side[]): Promise<Plate[]> {
  const plates: Plate[] = []
  for (const { specimen: of, surface: measured } of sides) {
    const bytes = await bytesOf(parts, subject, measured.body.file)
    if (bytes === null) continue
    const map = await parts.engine.run({ do: 'map', bytes, area: measured.body.area })
    if ('problem' in map) continue
    const { width, height } = map
    plates.push({
      caption: of.body.number,
      png: pngOf({ width, height, pixels: greyOf(map) }),
      width,
      height,
    })
  }
  return plates
}
