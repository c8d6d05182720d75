import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchError, ratiosOf, type BenchResult, type Rival } from './bench.ts'
import { largeFile } from './iati/large-file.ts'
import { measured, onPath, type Measured } from './measure.ts'

const MEBIBYTE = 1 << 20
const LARGE_BYTES = 50 * 1000 * 1000
const RUNS = 5
/** The small files take xmllint less than the clock can tell; they are given so many times in one call. */
const REPEATS = 40

/**
 * `npm run bench -- iati`: megabytes per processor second of whole processes, ours and xmllint's with the published schema, on
 * the small files of the test data in one call, repeated to be measurable, and on one file of 50 MB.
 */
export function run(): Promise<BenchResult> {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../shared')
  const data = join(root, 'data/programme/iati-2.03')
  if (!existsSync(data)) throw new BenchError(`IATI test data absent: ${data}`)
  const scratch = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  try {
    const large = join(scratch, 'large.xml')
    writeFileSync(large, largeFile(join(data, 'validator-tests/iati-act-noSpaces-error.xml'), LARGE_BYTES))
    const some = activityFiles(join(data, 'schema-tests'))
    const small = Array.from({ length: REPEATS }, () => some).flat()
    const schema = join(data, 'schema/iati-activities-schema.xsd')
    const xmllint = (files: readonly string[]): Measured =>
      measured(['xmllint', '--noout', '--schema', schema, ...files])
    const ours = {
      'small files': rate(small, (files) => validateFiles(files, 'all')),
      '50 MB': rate([large], (files) => validateFiles(files, 'all')),
      '50 MB, schema alone': rate([large], (files) => validateFiles(files, 'schema')),
    }
    const there = onPath('xmllint')
    const rivals: Record<string, Rival> = {
      'xmllint, small files': there ? rate(small, xmllint) : 'absent',
      'xmllint, 50 MB': there ? rate([large], xmllint) : 'absent',
      'xmllint, 50 MB, schema alone': there ? rate([large], xmllint) : 'absent',
      'xmllint --stream, 50 MB, schema alone': there
        ? rate([large], (files) => measured(['xmllint', '--stream', '--noout', '--schema', schema, ...files]))
        : 'absent',
    }
    return Promise.resolve({
      name: 'iati',
      unit: 'MB per CPU-second',
      ours,
      rivals,
      ratios: ratiosOf(ours, rivals, (rival) => rival.replace(/^xmllint(?: --stream)?, /, '')),
      notes: [
        `${some.length} activity files of the schema cases ${REPEATS} times in one call; whole process, start-up included; best of ${RUNS}`,
        'ours judges schema, codelists and ruleset and streams; xmllint judges the schema alone',
        'xmllint absent: apt-get install libxml2-utils',
      ],
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function activityFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter(
      (name) =>
        name.endsWith('.xml') && readFileSync(join(folder, name), 'latin1').includes('<iati-activities'),
    )
    .map((name) => join(folder, name))
}

function validateFiles(files: readonly string[], what: 'all' | 'schema'): Measured {
  return measured([process.execPath, join(import.meta.dirname, 'iati/validate-files.ts'), what, ...files])
}

/** Least processor time of a few runs; invalid files are among the inputs, so their exit codes are no failure. */
function rate(files: readonly string[], work: (files: readonly string[]) => Measured): number {
  const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0)
  let least = Infinity
  for (let n = 0; n < RUNS; n++) {
    const { cpuSeconds, status, stderr } = work(files)
    if (status === null || status === 2) throw new BenchError(`a run failed: ${stderr.slice(0, 200)}`)
    least = Math.min(least, cpuSeconds)
  }
  return Math.round((bytes / MEBIBYTE / Math.max(least, 0.001)) * 10) / 10
}
