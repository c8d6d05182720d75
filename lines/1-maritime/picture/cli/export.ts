import { userInfo } from 'node:os'
import { open, type FileHandle } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { fail, ok, type Result, type Subject } from '@basinet/kernel/contract'
import { sealedSubject, type Core } from '@basinet/kernel/record'
import {
  EXPORT_FORMATS,
  EXPORT_NAMES,
  writeExport,
  type Exported,
  type ExportFormat,
} from '../export/format.ts'
import { exportRows, type ExportQuery } from '../export/rows.ts'
import { MARITIME_SECURITY } from '../contract/words.ts'
import { readSources } from '../live/sources-table.ts'
import { serviceRun } from '../live/service-store.ts'
import { parseBBox, WORLD } from '../positions/bbox.ts'
import { pictureService } from '../positions/service.ts'
import { partnerRows, withRows } from '../export/partner-rows.ts'
import { leaveOf } from '../share.ts'
import { readArgs } from './args.ts'
import { readerIsGone, usedWrongly, writeTo, type CliDeps, type CliVerb } from './deps.ts'

export const EXPORT_USAGE = `picture export --format ${EXPORT_NAMES.join('|')} --from TIME --to TIME [--bbox W,S,E,N] [--mmsi N] [--out FILE]`

const OPTIONS = {
  format: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  bbox: { type: 'string' },
  mmsi: { type: 'string' },
  out: { type: 'string' },
} as const

type WriteStream = ReturnType<FileHandle['createWriteStream']>

/** Writes stored positions to a file or standard output. Protected craft are never among them. */
export const exportPositions: CliVerb = async (args, io, deps) => {
  const parsed = readArgs(args, OPTIONS, 0)
  if (!parsed.ok) return usedWrongly(io, parsed.error.message, EXPORT_USAGE)
  const { values } = parsed.value
  const format = EXPORT_FORMATS[values.format ?? '']
  if (format === undefined)
    return usedWrongly(io, `--format is one of ${EXPORT_NAMES.join(', ')}`, EXPORT_USAGE)
  const query = queryOf(values)
  if (!query.ok) return usedWrongly(io, query.error.message, EXPORT_USAGE)
  const opened = await deps.open()
  if (!opened.ok) {
    io.stderr.write(`basinet: ${opened.error.message}\n`)
    return 1
  }
  let file: WriteStream | null = null
  try {
    // Never over another file, and for nobody else on the machine.
    if (values.out !== undefined) file = (await open(values.out, 'wx', 0o600)).createWriteStream()
    const out = file ?? io.stdout
    const done = await run(
      opened.value.core,
      query.value,
      format,
      (text) => writeTo(out, text),
      deps.partners,
    )
    io.stderr.write(`${JSON.stringify(done)}\n`)
    return 0
  } catch (error) {
    if (readerIsGone(error)) return 0
    io.stderr.write(`basinet: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    if (file !== null) await close(file)
    await opened.value.close()
  }
}

async function close(out: WriteStream): Promise<void> {
  out.end()
  if (!out.destroyed) await finished(out)
}

function queryOf(values: {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly bbox?: string | undefined
  readonly mmsi?: string | undefined
}): Result<ExportQuery> {
  const from = Date.parse(values.from ?? '')
  const to = Date.parse(values.to ?? '')
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from)
    return fail('cli.span', '--from and --to are ISO 8601 times, to after from')
  const bbox = values.bbox === undefined ? ok(WORLD) : parseBBox(values.bbox)
  if (!bbox.ok) return fail('cli.bbox', `--bbox: ${bbox.error.message}`)
  const mmsi = values.mmsi === undefined ? null : Number(values.mmsi)
  if (mmsi !== null && !(Number.isInteger(mmsi) && mmsi > 0))
    return fail('cli.mmsi', '--mmsi is a number of nine digits')
  return ok({ from, to, bbox: bbox.value, mmsi })
}

/** Who runs the command line on the node's machine: the watch's rights without any caveat, and so no protected craft. */
function operator(nation: string): Subject {
  return {
    ...pictureService(nation),
    person: `cli:${userInfo().username}`,
    roles: ['watch-officer'],
    handling: [],
    purpose: MARITIME_SECURITY,
  }
}

async function run(
  core: Core,
  query: ExportQuery,
  format: ExportFormat,
  write: (text: string) => Promise<void>,
  partners: CliDeps['partners'],
): Promise<Exported> {
  const service = serviceRun(
    core.store,
    sealedSubject(core, pictureService(core.nation), core.now()),
    core.now,
  )
  const subject = operator(core.nation)
  const sources = await readSources(service)
  // The database withholds protected craft from this subject by itself: it holds no caveat.
  const leave = leaveOf({ core, registers: { craft: new Map() }, sources }, subject, 'export')
  const given = (await partners?.(core, subject)) ?? []
  const foreign = partnerRows(core, subject, given, query)
  const done = await core.store.run(
    sealedSubject(core, subject, core.now()),
    { readOnly: true },
    async (tx) => {
      // A month at full rate takes longer to write out than an ordinary statement may.
      await tx.client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
      return writeExport(format, withRows(exportRows(tx, query, leave), foreign), write)
    },
  )
  await core.audit.write({
    kind: 'export.made',
    at: core.now(),
    actor: subject.person,
    purpose: subject.purpose,
    type: 'position',
    outcome: 'done',
    count: done.rows,
    details: { query, format: format.extension, vessels: done.vessels, partners: foreign.length },
  })
  return done
}
