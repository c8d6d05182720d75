import { isDeepStrictEqual } from 'node:util'
import { approvalsFollow, narrowUnseen } from '../approval/follow-label.ts'
import { combineLabels } from '../contract/label-algebra.ts'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { listRecords } from '../record/list.ts'
import { updateRecord, type Author } from '../record/write.ts'
import type { Tx } from '../store/store.ts'
import { fileRecord, type FileBody } from './contract.ts'

const PAGE = 200
/** Files of one record whose labels change in one transaction. */
const FILES_MAX = 2000

/**
 * A file says what its record says: while it has the record's label it takes the new one, up and down. One that was labelled by
 * itself is only ever narrowed, and held with its record, also where the giver cannot see it. Errors: `label.too-many-files`.
 */
export async function filesFollow(
  tx: Tx,
  author: Author,
  decl: RecordDeclaration,
  before: Label,
  record: StoredRecord,
): Promise<Result<null>> {
  // Files are kept with records of the general realm only.
  if (decl.realm !== 'general') return ok(null)
  const files = fileRecord as unknown as RecordDeclaration
  const found = await filesAbout(tx, files, decl, record.id)
  if (!found.ok) return found
  for (const file of found.value) {
    const label = isDeepStrictEqual(file.label, before) ? record.label : narrowed(file.label, record.label)
    if (isDeepStrictEqual(label, file.label)) continue
    const { body } = file
    const followed = await updateRecord(tx, files, author, file.id, file.rev, { body, label })
    if (!followed.ok) return followed
    const quoted = await approvalsFollow(tx, author, files, followed.value)
    if (!quoted.ok) return quoted
  }
  const seen = found.value.map((file) => file.id)
  await narrowUnseen(tx, files.type, decl.type, record.id, seen)
  return ok(null)
}

async function filesAbout(
  tx: Tx,
  files: RecordDeclaration,
  decl: RecordDeclaration,
  id: string,
): Promise<Result<StoredRecord<FileBody>[]>> {
  const all: StoredRecord<FileBody>[] = []
  let cursor: string | undefined
  do {
    const page = await listRecords<FileBody>(tx, files, {
      filters: [{ name: 'aboutId', op: 'eq', value: id }],
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!page.ok) return page
    all.push(...page.value.items.filter((file) => file.body.about.type === decl.type))
    if (all.length > FILES_MAX)
      return fail('label.too-many-files', `the record has more than ${FILES_MAX} files`, 'change', {
        params: { n: FILES_MAX },
      })
    cursor = page.value.next ?? undefined
  } while (cursor !== undefined)
  return ok(all)
}

/** Who may read it and what holds it; how long it is kept is the file's own. */
function narrowed(own: Label, record: Label): Label {
  const { keepUntil, eraseBy, sources } = own
  return { ...combineLabels(own.owner, [own, record]), keepUntil, eraseBy, sources }
}
