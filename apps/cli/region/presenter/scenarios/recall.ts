import type { Stage } from '../scenario.ts'

interface Due {
  readonly peer: string
  readonly state: string
  readonly receipt: string | null
}

/** Waits until `by` has signed that it no longer holds a record of `owner`. */
export async function receiptOf(
  stage: Stage,
  owner: string,
  post: string,
  record: string,
  by: string,
): Promise<Due> {
  return stage.until(`the receipt of ${by}`, async () => {
    const board = (await stage.seat(owner, post).get('/api/v1/network/recalls')) as {
      items: { record: string; due: Due[] }[]
    }
    const due = board.items.find((i) => i.record === record)?.due.find((d) => d.peer === by)
    return due === undefined || due.receipt === null ? null : due
  })
}

/** Waits until a seat may open a record, its copies from abroad included. */
export async function seenBy(
  stage: Stage,
  nation: string,
  post: string,
  type: string,
  id: string,
): Promise<void> {
  await stage.until(`the record at ${nation}`, () =>
    stage
      .seat(nation, post)
      .get(`/api/v1/records/${type}/${id}`)
      .catch((error: unknown) => {
        // Not there yet; anything else is a fault, and told at once.
        if (String(error).includes('(record.absent)')) return null
        throw error
      }),
  )
}
