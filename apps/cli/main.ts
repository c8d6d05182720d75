import { findVerb, usageText } from './verbs.ts'

const words = process.argv.slice(2)
const asked = words.includes('--help') || words.length === 0
const found = findVerb(words)

if (found === null) {
  const out = asked ? process.stdout : process.stderr
  if (!asked) out.write(`basinet: no verb "${words.slice(0, 2).join(' ')}"\n`)
  out.write(usageText())
  process.exitCode = asked ? 0 : 2
} else if (asked) {
  process.stdout.write(`Usage: basinet ${found.verb.usage}\n${found.verb.about}\n`)
} else {
  const verb = await found.verb.load()
  process.exitCode = await verb(found.rest, {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
  })
}
