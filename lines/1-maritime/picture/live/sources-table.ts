import { CLASSES, type Label } from '@basinet/kernel/contract'
import type { ServiceRun } from './service-store.ts'

/** A feed under one label, by the small number its points carry. */
export interface SourceInfo {
  readonly id: number
  readonly feed: string
  readonly station: string
  readonly label: Label
}

interface Row {
  readonly id: number
  readonly feed: string
  readonly station: string
  readonly [column: string]: unknown
}

const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null)

/** Every source there is. */
export async function readSources(run: ServiceRun): Promise<Map<number, SourceInfo>> {
  const { rows } = await run((tx) => tx.client.query<Row>('SELECT * FROM basinet.position_source'))
  return new Map(rows.map((row) => [row.id, fromRow(row)]))
}

function fromRow(row: Row): SourceInfo {
  const words = (name: string): string[] => row[name] as string[]
  const flag = (name: string): boolean => row[name] as boolean
  return {
    id: row.id,
    feed: row.feed,
    station: row.station,
    label: {
      owner: row['owner'] as string,
      class: CLASSES[row['class'] as number] ?? 'secret',
      releaseTo: words('release_to'),
      displayOnly: words('display_only'),
      handling: words('handling'),
      purposes: words('purposes'),
      personal: flag('personal'),
      juvenile: flag('juvenile'),
      sealed: flag('sealed'),
      keepUntil: iso(row['keep_until']),
      eraseBy: iso(row['erase_by']),
      holds: words('holds'),
      leaseUntil: iso(row['lease_until']),
      onward: row['onward'] as Label['onward'],
      sources: words('sources'),
      exercise: flag('exercise'),
    },
  }
}
