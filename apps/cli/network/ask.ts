import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Io, Verb } from '../io.ts'
import { misused } from '../node/backup.ts'
import { sayFailure, type Ask } from '../remote/connection.ts'
import { withSession } from '../remote/records.ts'

const USAGE =
  'network ask NATION… --case NUMBER --purpose TEXT --person "FAMILY, GIVEN" [--born YEAR|DATE] | --document ISSUER/NUMBER | ' +
  '--plate COUNTRY/NUMBER | --hull NUMBER | --serial [MAKE/]NUMBER [--wait SECONDS]'
const WAIT_SECONDS = 60
const LOOK_EVERY_MS = 1000

const OPTIONS = {
  case: { type: 'string' },
  purpose: { type: 'string' },
  person: { type: 'string' },
  born: { type: 'string' },
  document: { type: 'string' },
  plate: { type: 'string' },
  hull: { type: 'string' },
  serial: { type: 'string' },
  wait: { type: 'string' },
} as const
type Values = { readonly [K in keyof typeof OPTIONS]?: string | undefined }

interface Answer {
  readonly nation: string
  readonly answer: string
  readonly reason: string | null
  readonly accidentOneIn: number | null
}

/** Asks partners whether they hold something, and waits for their answers; they do not learn what is asked. */
export const ask: Verb = async (args, io) => {
  const { values, positionals: to } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  const sought = soughtOf(values)
  const wait = Number(values.wait ?? WAIT_SECONDS)
  if (
    to.length === 0 ||
    sought === null ||
    values.case === undefined ||
    values.purpose === undefined ||
    !(wait >= 0)
  )
    return misused(io, USAGE)
  const input = { sought, to, purpose: values.purpose, caseNumber: values.case }
  return withSession(io, async (call) => {
    const made = await call('POST', '/api/v1/commands/hit-question.ask', { commandId: randomUUID(), input })
    if (!made.ok) return sayFailure(io, made.error)
    const { recordId } = made.value as { recordId: string }
    return await follow(io, call, recordId, wait)
  })
}

async function follow(io: Io, call: Ask, id: string, seconds: number): Promise<number> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const read = await call('GET', `/api/v1/records/hit-question/${id}`)
    if (!read.ok) return sayFailure(io, read.error)
    const { body } = (read.value as { record: { body: { state: string; answers: Answer[] } } }).record
    if (body.state === 'asked' && Date.now() < until) {
      await setTimeout(LOOK_EVERY_MS)
      continue
    }
    io.stdout.write(`question ${id}\n`)
    for (const { nation, answer, reason, accidentOneIn } of body.answers)
      io.stdout.write(
        `  ${nation}  ${answer}${reason === null ? '' : ` (${reason})`}` +
          `${accidentOneIn === null ? '' : `; by accident one question in ${accidentOneIn.toExponential(1)} hits`}\n`,
      )
    io.stdout.write(
      'A hit means that it reads or sounds alike: a reason to ask, never an identification. No hit says little.\n',
    )
    return body.state === 'asked' ? 3 : 0
  }
}

/** Null where none or more than one thing is sought, or one is not complete. */
function soughtOf(values: Values): object | null {
  const { person, document, plate, hull, serial, born } = values
  const given = [person, document, plate, hull, serial].filter((v) => v !== undefined)
  if (given.length !== 1) return null
  const pair = (text: string): [string, string] | null => {
    const at = text.indexOf('/')
    return at > 0 && at < text.length - 1 ? [text.slice(0, at), text.slice(at + 1)] : null
  }
  if (person !== undefined) {
    const [family = '', givenNames = ''] = person.split(',').map((part) => part.trim())
    const date = /^\d{4}-\d{2}-\d{2}$/.test(born ?? '') ? (born ?? null) : null
    const year = born === undefined ? null : Number(born.slice(0, 4))
    return family === ''
      ? null
      : { kind: 'person', family, given: givenNames, birthDate: date, birthYear: year }
  }
  if (hull !== undefined) return { kind: 'hull', number: hull }
  if (serial !== undefined) {
    const parts = pair(serial)
    return { kind: 'serial', make: parts?.[0] ?? null, serial: parts?.[1] ?? serial }
  }
  const parts = pair(document ?? plate ?? '')
  if (parts === null) return null
  return document !== undefined
    ? { kind: 'document', issuer: parts[0], number: parts[1] }
    : { kind: 'plate', country: parts[0], number: parts[1] }
}
