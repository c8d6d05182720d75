import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { fileRecord } from '@basinet/kernel/files/contract'
import type { CommandContext, Outcome } from '@basinet/kernel/record'
import { printCompetence, type PrintCompetence } from '../contract/competence.ts'
import { isCompetent } from '../rules/competence.ts'

export const outcome = (done: Result<StoredRecord>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done

export function acted<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: the command acts on a record')
  return ctx.record
}

/** The file is kept with this record, and its content is there. Errors: `fingers.file`. */
export async function ownFile(
  ctx: CommandContext<unknown>,
  file: string,
  record: string,
  field: string,
): Promise<Result<null>> {
  const found = await ctx.get(fileRecord, file)
  return found !== null && found.body.aboutId === record && found.body.state === 'kept'
    ? ok(null)
    : fail('fingers.file', 'a file kept with this record is expected', field)
}

const COMPETENCES_MAX = 200

/** Errors: `print-competence.lapsed`, until a current competence of the giver covers the task. */
export async function competent(
  ctx: CommandContext<unknown>,
  task: PrintCompetence['task'],
): Promise<Result<null>> {
  const page = await ctx.list(printCompetence, {
    filters: [{ name: 'examiner', op: 'eq', value: ctx.subject.person }],
    sort: '-validUntil',
    limit: COMPETENCES_MAX,
  })
  if (!page.ok) return page
  const known = page.value.items.map((item) => item.body)
  return isCompetent(known, ctx.subject.person, task, ctx.at)
    ? ok(null)
    : fail('print-competence.lapsed', `no current competence of yours covers: ${task}`)
}
