import { closeSync, openSync, readSync } from 'node:fs'
import { createValidator } from '@basinet/iati'

/** `validate-files.ts all|schema FILE…`: what the command line does with each, without printing. Exit code 1: one is invalid. */
const [what, ...files] = process.argv.slice(2)
const chunk = new Uint8Array(1 << 18)
const options = {
  now: Date.now(),
  ...(what === 'schema' ? { ruleset: false as const, codelists: false } : {}),
}
for (const file of files) {
  const validator = createValidator(options)
  const handle = openSync(file, 'r')
  for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk))
    validator.push(chunk.subarray(0, read))
  closeSync(handle)
  if (!validator.end().valid) process.exitCode = 1
}
