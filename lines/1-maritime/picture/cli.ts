import { EXPORT_USAGE, exportPositions } from './cli/export.ts'
import { ingest, INGEST_USAGE } from './cli/ingest.ts'
import { replay, REPLAY_USAGE } from './cli/replay.ts'
import type { CliVerb } from './cli/deps.ts'

export type { CliDeps, CliIo, CliNode, CliVerb } from './cli/deps.ts'

/** Verbs of `basinet picture …`. */
export const verbs: Readonly<Record<string, CliVerb>> = { ingest, replay, export: exportPositions }

export const usages: Readonly<Record<string, string>> = {
  ingest: INGEST_USAGE,
  replay: REPLAY_USAGE,
  export: EXPORT_USAGE,
}
