import { parseArgs, type ParseArgsConfig } from 'node:util'
import { fail, ok } from '@basinet/kernel/contract'

type Options = NonNullable<ParseArgsConfig['options']>

/** Joins an option with a negative number behind it: `--bbox -62,13,-60,15` is what everybody types around here. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const word of args) {
    const before = joined.at(-1)
    if (/^-[\d.]/.test(word) && before !== undefined && /^--[a-z-]+$/.test(before))
      joined[joined.length - 1] = `${before}=${word}`
    else joined.push(word)
  }
  return joined
}

/** Words of a command line. Errors: `cli.args` (an unknown option, a missing value). */
export function readArgs<O extends Options>(args: readonly string[], options: O, files: number) {
  try {
    const parsed = parseArgs({ args: withNegatives(args), options, allowPositionals: files > 0 })
    if (parsed.positionals.length !== files)
      return fail('cli.args', `${files} FILE is expected, ${parsed.positionals.length} are given`)
    return ok(parsed)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code?.startsWith('ERR_PARSE_ARGS') === true) return fail('cli.args', message)
    throw error
  }
}
