import { createReadStream } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { previewActivities, type Preview, type Previewed } from '@basinet/funding/contract/partner-file'
import type { Io, Verb } from '../io.ts'
import { asker, readSession, sayFailure } from '../remote/connection.ts'

const READ_BYTES = 1 << 18
/** Activities a command takes at once. */
const BATCH = 200

/**
 * `basinet iati import FILE… [--send]`: one JSON object an activity, `{file, line, identifier, title, taken, findings, facts}`; a file
 * that could not be read to its end says where on standard error. With `--send` what can be taken goes to the node one is signed
 * in to, and what it answers is the last object of each file. Exit code 1 where an activity cannot be taken, 3 where a file or the
 * node fails, 2 for wrong usage.
 */
export const iatiImport: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { send: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) {
    io.stderr.write('basinet iati import: no file\n')
    return 2
  }
  let code = 0
  for (const file of positionals) {
    const preview = await read(file)
    if (typeof preview === 'string') {
      io.stderr.write(`basinet iati import: ${file}: ${preview}\n`)
      code = 3
      continue
    }
    for (const { facts, ...activity } of preview.activities) {
      io.stdout.write(`${JSON.stringify({ file, taken: facts !== null, ...activity, facts })}\n`)
      if (facts === null) code ||= 1
    }
    if (preview.fault !== null) {
      io.stderr.write(`basinet iati import: ${file}, line ${preview.fault.line}: ${preview.fault.message}\n`)
      code = 3
    }
    if (preview.more > 0) {
      io.stderr.write(
        `basinet iati import: ${file}: ${preview.more} activities past the bound were not read\n`,
      )
      code = 3
    }
    if (values.send && !(await send(io, file, preview.activities))) code = 3
  }
  return code
}

async function read(file: string): Promise<Preview | string> {
  try {
    return await previewActivities(createReadStream(file, { highWaterMark: READ_BYTES }))
  } catch (error) {
    // The file system's errors carry a code; anything else is a bug of ours.
    if (error instanceof Error && 'code' in error) return error.message
    throw error
  }
}

async function send(io: Io, file: string, activities: readonly Previewed[]): Promise<boolean> {
  const session = readSession(io)
  if (!session.ok) {
    sayFailure(io, session.error)
    return false
  }
  const ask = asker(session.value)
  const rows = activities.flatMap(({ line, facts }) => (facts === null ? [] : [{ line, ...facts }]))
  for (let at = 0; at < rows.length; at += BATCH) {
    const answer = await ask('POST', '/api/v1/commands/partner-activity.import', {
      commandId: randomUUID(),
      input: { file: basename(file).slice(0, 200), activities: rows.slice(at, at + BATCH) },
    })
    if (!answer.ok) {
      sayFailure(io, answer.error)
      return false
    }
    const { output } = answer.value as { readonly output: object }
    io.stdout.write(`${JSON.stringify({ file, ...output })}\n`)
  }
  return true
}
