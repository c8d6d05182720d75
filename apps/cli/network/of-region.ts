import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Io } from '../io.ts'
import { readRegion, regionDirectory, regionEnv } from '../region/region-file.ts'

/** Words of a network verb; `--node BRB` turns it to a node of `npm run region` by its nation. */
export function ofRegion(args: string[], io: Io): { io: Io; words: string[]; reason: string } {
  const { values, positionals } = parseArgs({
    args,
    options: { node: { type: 'string' }, reason: { type: 'string' } },
    allowPositionals: true,
  })
  const base = { words: positionals, reason: values.reason ?? '' }
  if (values.node === undefined) return { ...base, io }
  const directory = regionDirectory(io.env)
  const node = readRegion(directory)?.nodes.find((n) => n.nation === values.node)
  const env =
    node === undefined
      ? { ...io.env, BASINET_DATA: join(directory, values.node) }
      : regionEnv(directory, node, io.env)
  return { ...base, io: { ...io, env } }
}
