import type { Subject } from '@basinet/kernel/contract'
import { readAs } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import type { PrintQuality } from './contract/finger.ts'

/** Prints of minors: their images and templates, in tables of the realm of juveniles (`migrations/0014-minors.sql`). */
export const MINORS = 'juvenile'

export const isOfRealm = (subject: Subject): boolean => subject.realms.includes(MINORS)

interface Reading {
  readonly image: string
  readonly quality: PrintQuality
}

/** What lies with a card, by finger. */
export async function readingsOf(tx: Tx, card: string): Promise<ReadonlyMap<number, Reading>> {
  const { rows } = await tx.client.query<Reading & { finger: number }>(
    'SELECT finger, id AS image, quality FROM basinet.juvenile_print_image WHERE card = $1',
    [card],
  )
  return new Map(rows.map(({ finger, image, quality }) => [finger, { image, quality }]))
}

export interface NewPrint {
  readonly card: string
  readonly finger: number
  readonly bytes: Uint8Array
  readonly compact: Uint8Array
  readonly quality: PrintQuality
}

/** Keeps a print with an open card, in place of the finger's last; null where the card is not there or no longer open. */
export async function keepPrint(
  tx: Tx,
  { card, finger, bytes, compact, quality }: NewPrint,
): Promise<string | null> {
  const { rows } = await tx.client.query<{ id: string }>(
    `INSERT INTO basinet.juvenile_print_image (card, finger, image, template, quality)
     SELECT c.id, $2, $3, $4, $5 FROM basinet.r_juvenile_print c WHERE c.id = $1 AND c.f_state = 'open'
     ON CONFLICT (card, finger) DO UPDATE SET id = gen_random_uuid(), image = excluded.image,
       template = excluded.template, quality = excluded.quality
     RETURNING id`,
    [card, finger, Buffer.from(bytes), Buffer.from(compact), JSON.stringify(quality)],
  )
  return rows[0]?.id ?? null
}

/** Image of a print of a minor, for a reader of the realm; null for anybody else, and where there is none. */
export async function printOfMinor(core: Core, subject: Subject, image: string): Promise<Uint8Array | null> {
  if (!isOfRealm(subject)) return null
  return readAs(
    core,
    subject,
    async (tx) => {
      const { rows } = await tx.client.query<{ image: Buffer }>(
        'SELECT image FROM basinet.juvenile_print_image WHERE id = $1',
        [image],
      )
      return rows[0] === undefined ? null : new Uint8Array(rows[0].image)
    },
    MINORS,
  )
}

/** Cards of minors that a reader of the realm looks through for one mark at most; ten fingers each. */
const CARDS_MAX = 5000

interface MinorTemplate {
  readonly card: string
  readonly number: string
  readonly finger: number
  readonly compact: Uint8Array
}

/** Templates of the cards that are kept, of those that the subject may read. */
export function templatesOfMinors(core: Core, subject: Subject): Promise<readonly MinorTemplate[]> {
  return readAs(
    core,
    subject,
    async (tx) => {
      const { rows } = await tx.client.query<Omit<MinorTemplate, 'compact'> & { template: Buffer }>(
        `SELECT c.id AS card, c.title AS number, i.finger, i.template FROM basinet.juvenile_print_image i
         JOIN basinet.r_juvenile_print c ON c.id = i.card AND c.f_state = 'kept'
         ORDER BY c.updated_at DESC, c.id, i.finger LIMIT $1`,
        [10 * CARDS_MAX],
      )
      return rows.map(({ template, ...of }) => ({ ...of, compact: new Uint8Array(template) }))
    },
    MINORS,
  )
}

/** Whether the subject may read the card of a minor and the finger has a print; asked from outside the realm's role. */
export async function isPrintOfMinor(tx: Tx, card: string, finger: number): Promise<boolean> {
  const { rows } = await tx.client.query<{ there: boolean }>(
    'SELECT basinet.juvenile_print_there($1, $2) AS there',
    [card, finger],
  )
  return rows[0]?.there === true
}
