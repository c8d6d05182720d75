import { createReadStream } from 'node:fs'
import { createValidator, type Validation } from '@basinet/iati'
import type { Verb } from '../io.ts'

const READ_BYTES = 1 << 18

/**
 * `basinet iati validate FILE…`: one JSON object a file, `{file, valid, errors: [{id, severity, line, message}]}`, as each is
 * done. Exit code 1 where a file is invalid, 3 where one could not be read, 2 for wrong usage.
 */
export const iatiValidate: Verb = async (files, io) => {
  const option = files.find((file) => file.startsWith('--'))
  if (files.length === 0 || option !== undefined) {
    io.stderr.write(
      option === undefined
        ? 'basinet iati validate: no file\n'
        : `basinet iati validate: no option ${option}\n`,
    )
    return 2
  }
  let code = 0
  for (const file of files) {
    const found = await read(file)
    if (typeof found === 'string') {
      io.stderr.write(`basinet iati validate: ${file}: ${found}\n`)
      code ||= 3
      continue
    }
    if (!found.valid) code = 1
    const { valid, errors, more } = found
    io.stdout.write(`${JSON.stringify({ file, valid, errors, ...(more === 0 ? {} : { more }) })}\n`)
  }
  return code
}

async function read(file: string): Promise<Validation | string> {
  const validator = createValidator({ now: Date.now() })
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES }))
      validator.push(chunk as Buffer)
  } catch (error) {
    // The file system's errors carry a code; anything else is a bug of ours.
    if (error instanceof Error && 'code' in error) return error.message
    throw error
  }
  return validator.end()
}
