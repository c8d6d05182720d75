import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { findVerb, usageText } from './verbs.ts'

// Inside the checkout, not in Node's default below /tmp: what lies in that cache is run, so nobody else may write there.
// Where it cannot be written there is none, and nothing else changes.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/basinet'))

const words = process.argv.slice(2)
const asked = words.includes('--help') || words.length === 0 || words[0] === 'help'
const found = findVerb(words[0] === 'help' ? words.slice(1) : words)

if (found === null) {
  const out = asked ? process.stdout : process.stderr
  if (!asked) out.write(`basinet: no verb "${words.slice(0, 2).join(' ')}"\n`)
  out.write(usageText())
  process.exitCode = asked ? 0 : 2
} else if (asked) {
  process.stdout.write(`Usage: basinet ${found.verb.usage}\n${found.verb.about}\n`)
} else {
  const verb = await found.verb.load()
  // A reader that goes away (`| head`) ends the work without a word; the write that failed is where a verb learns of it.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const { stdin, stdout, stderr, env } = process
  try {
    process.exitCode = await verb(found.rest, { stdin, stdout, stderr, env })
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException
    // An option that the verb does not have, thrown by node:util's parseArgs.
    if (String(code).startsWith('ERR_PARSE_ARGS')) {
      stderr.write(`basinet: ${message}\nUsage: basinet ${found.verb.usage}\n`)
      process.exitCode = 2
    } else if (code === 'EPIPE') {
      process.exitCode = 0
    } else if (typeof syscall === 'string') {
      // A file or an address that the system does not give: its message names both, a stack would hide it.
      stderr.write(`basinet: ${message}\n`)
      process.exitCode = 1
    } else throw error
  }
}
