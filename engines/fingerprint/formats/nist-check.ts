import { isBinary, subfields, type NistRecord } from './nist.ts'
import { idcOf } from './nist-write.ts'

/** Fields of a type-1 record without which nobody can answer: version, content, kind, day, both agencies, number. */
const HEAD_NEEDED = [2, 3, 4, 5, 7, 8, 9] as const
/** Fields of an image record without which its pixels cannot be read. */
const IMAGE_NEEDED = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 999] as const

/**
 * What is wrong with a transaction, a sentence each; empty where nothing is. Checks what every ANSI/NIST-ITL file must hold. Application
 * profiles (INTERPOL INT-I, FBI EBTS) add rules that are not checked here: see `profileOf`.
 */
export function checkTransaction(records: readonly NistRecord[]): string[] {
  const [head, ...rest] = records
  if (head === undefined || isBinary(head) || head.type !== 1) return ['record 1: type 1 expected']
  const wrong: string[] = []
  for (const number of HEAD_NEEDED)
    if ((subfields(head, number)[0]?.[0] ?? '') === '') wrong.push(`field ${label(1, number)}: missing`)
  const listed = subfields(head, 3).slice(1)
  if (listed.length !== rest.length)
    wrong.push(`field 1.003: names ${listed.length} records, ${rest.length} follow`)
  rest.forEach((record, i) => {
    const [type = '', idc = ''] = listed[i] ?? []
    if (Number(type) !== record.type || Number(idc) !== Number(idcOf(record)))
      wrong.push(
        `field 1.003, entry ${i + 2}: type ${record.type} IDC ${idcOf(record)} expected, ${type} ${idc} there`,
      )
    if (isBinary(record) || record.type < 13 || record.type > 15) return
    for (const number of IMAGE_NEEDED)
      if (!record.fields.some((field) => field.number === number && field.value.length > 0))
        wrong.push(`record ${i + 2}: field ${label(record.type, number)} missing`)
  })
  return wrong
}

function label(type: number, number: number): string {
  return `${type}.${String(number).padStart(3, '0')}`
}

/**
 * Whether a transaction follows an application profile. Their field tables were not at hand, so nothing is claimed: the generic
 * checks say what is wrong for certain, and the rest is "unsupported".
 */
export function profileOf(
  records: readonly NistRecord[],
  profile: 'INT-I' | 'EBTS',
): { profile: string; verdict: 'invalid' | 'unsupported'; problems: string[] } {
  const problems = checkTransaction(records)
  return { profile, verdict: problems.length > 0 ? 'invalid' : 'unsupported', problems }
}
