import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Io, Verb } from '../io.ts'
import { sayFailure, type Ask } from './connection.ts'
import { withSession } from './records.ts'

interface CatalogueCommand {
  readonly name: string
  readonly kind: 'create' | 'act'
  readonly record: string
  readonly reason: 'required' | 'none'
  readonly input: unknown
  readonly allowed: boolean
  readonly why?: { readonly message: string }
}

const USAGE =
  'usage: basinet command NAME --input JSON|@FILE|- [--on RECORD-ID --rev N] [--reason TEXT] [--id COMMAND-ID]\n' +
  '       basinet command NAME --schema\n'

/** Gives any command of the catalogue and prints its receipt. A repeat with the same --id has one effect. */
export const command: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    options: {
      input: { type: 'string' },
      on: { type: 'string' },
      rev: { type: 'string' },
      reason: { type: 'string' },
      id: { type: 'string' },
      schema: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [name] = positionals
  if (name === undefined || (!values.schema && values.input === undefined)) {
    io.stderr.write(USAGE)
    return 2
  }
  if (values.schema) return withSession(io, (ask) => schema(io, ask, name))
  const input = await readInput(io, values.input ?? '')
  if (!input.ok) return sayFailure(io, input.error)
  const commandId = values.id ?? randomUUID()
  const envelope = {
    commandId,
    ...(values.on === undefined ? {} : { recordId: values.on }),
    ...(values.rev === undefined ? {} : { expectedRev: Number(values.rev) }),
    ...(values.reason === undefined ? {} : { reason: values.reason }),
    input: input.value,
  }
  return withSession(io, async (ask) => {
    const answer = await ask('POST', `/api/v1/commands/${encodeURIComponent(name)}`, envelope)
    if (answer.ok) {
      io.stdout.write(`${JSON.stringify(answer.value)}\n`)
      return 0
    }
    const code = sayFailure(io, answer.error)
    if (code === 3 || answer.error.code === 'command.busy')
      io.stderr.write(`repeat it with --id ${commandId}: it happens once, however often it is given\n`)
    return code
  })
}

/** What this person may give, one command a line. */
export const commands: Verb = async (args, io) =>
  withSession(io, async (ask) => {
    const found = await catalogue(ask)
    if (!found.ok) return sayFailure(io, found.error)
    const [type] = args
    for (const c of found.value.filter((one) => type === undefined || one.record === type)) {
      const needs = [c.kind === 'act' ? '--on --rev' : '', c.reason === 'required' ? '--reason' : '']
      const words = [...needs, c.allowed ? '' : `(not now: ${c.why?.message ?? ''})`].filter((w) => w !== '')
      io.stdout.write(`${[c.name.padEnd(34), ...words].join(' ').trimEnd()}\n`)
    }
    return 0
  })

async function schema(io: Io, ask: Ask, name: string): Promise<number> {
  const found = await catalogue(ask)
  if (!found.ok) return sayFailure(io, found.error)
  const one = found.value.find((c) => c.name === name)
  if (one === undefined)
    return sayFailure(io, fail('command.unknown', `no command "${name}" is open to you`).error)
  io.stdout.write(`${JSON.stringify(one.input, null, 2)}\n`)
  return 0
}

async function catalogue(ask: Ask): Promise<Result<CatalogueCommand[]>> {
  const answer = await ask('GET', '/api/v1/catalogue')
  if (!answer.ok) return answer
  const { commands: all } = answer.value as { commands: Record<string, CatalogueCommand> }
  return ok(Object.values(all).sort((a, b) => a.name.localeCompare(b.name)))
}

/** Errors: `cli.input` (not JSON, or no such file). */
async function readInput(io: Io, given: string): Promise<Result<unknown>> {
  try {
    const json =
      given === '-'
        ? await text(io.stdin)
        : given.startsWith('@')
          ? await readFile(given.slice(1), 'utf8')
          : given
    return ok(JSON.parse(json) as unknown)
  } catch (error) {
    return fail('cli.input', `--input: ${error instanceof Error ? error.message : String(error)}`, 'input')
  }
}
