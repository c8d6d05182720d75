import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { publicKeyOfDid, verifyCredential } from '@basinet/open-badges'
import type { Verb } from '../io.ts'

const USAGE = 'basinet credential verify FILE --offline [--status FILE]… [--trust DID]… [--at TIME]'
/** Exit codes by verdict; 3: nobody knows. */
const CODES = { valid: 0, invalid: 1, unknown: 3 } as const

/**
 * `basinet credential verify FILE --offline`: an Open Badges 3.0 certificate, JSON or VC-JWT, by what is at hand: nothing is
 * fetched. Prints one JSON object `{file, verdict, id, issuer, checks}`; exit code 0 valid, 1 invalid, 3 cannot be told.
 */
export const credentialVerify: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      offline: { type: 'boolean' },
      status: { type: 'string', multiple: true },
      trust: { type: 'string', multiple: true },
      at: { type: 'string' },
    },
  })
  const now = values.at === undefined ? Date.now() : Date.parse(values.at)
  const unknown = values.trust?.find((did) => publicKeyOfDid(did) === null)
  const wrong =
    positionals.length !== 1
      ? 'one file is expected'
      : values.offline !== true
        ? 'say --offline: there is no other way, certificates are never fetched'
        : Number.isNaN(now)
          ? `--at "${values.at ?? ''}" is no time`
          : unknown === undefined
            ? null
            : `--trust "${unknown}" is no did:key of Ed25519`
  if (wrong !== null) {
    io.stderr.write(`basinet credential verify: ${wrong}\nUsage: ${USAGE}\n`)
    return 2
  }
  const [file = ''] = positionals
  try {
    const text = await readFile(file, 'utf8')
    const statusLists = await Promise.all((values.status ?? []).map((path) => readFile(path, 'utf8')))
    const found = verifyCredential(text, {
      now,
      statusLists,
      ...(values.trust === undefined ? {} : { trusted: new Set(values.trust) }),
    })
    io.stdout.write(`${JSON.stringify({ file, ...found })}\n`)
    return CODES[found.verdict]
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    io.stderr.write(`basinet credential verify: ${error.message}\n`)
    return 3
  }
}
