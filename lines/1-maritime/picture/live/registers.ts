import type { BodyOf, RecordDeclaration, Result, StoredRecord, Subject } from '@basinet/kernel/contract'
import { feed } from '@basinet/kernel/feeds'
import type { LiveHub } from '@basinet/kernel/live'
import type { Tx } from '@basinet/kernel/store'
import { listRecords, readRecords, sealedSubject, type Core, type Page } from '@basinet/kernel/record'
import { approachWatch } from '../contract/approach-watch.ts'
import { handContact } from '../contract/hand-contact.ts'
import { ownArea } from '../contract/own-area.ts'
import { pictureAlert } from '../contract/picture-alert.ts'
import { protectedCraft } from '../contract/protected-craft.ts'
import { radarSite } from '../contract/radar-site.ts'
import { watchListEntry } from '../contract/watch-list-entry.ts'

/** Records the picture goes by, kept in memory in every process. */
export interface Registers {
  readonly areas: ReadonlyMap<string, StoredRecord<BodyOf<typeof ownArea>>>
  readonly approaches: ReadonlyMap<string, StoredRecord<BodyOf<typeof approachWatch>>>
  readonly watchList: ReadonlyMap<string, StoredRecord<BodyOf<typeof watchListEntry>>>
  readonly contacts: ReadonlyMap<string, StoredRecord<BodyOf<typeof handContact>>>
  readonly craft: ReadonlyMap<string, StoredRecord<BodyOf<typeof protectedCraft>>>
  readonly alerts: ReadonlyMap<string, StoredRecord<BodyOf<typeof pictureAlert>>>
  readonly feeds: ReadonlyMap<string, StoredRecord<BodyOf<typeof feed>>>
  readonly radars: ReadonlyMap<string, StoredRecord<BodyOf<typeof radarSite>>>
  /** Told the types that changed, after they did. */
  onChange(listener: RegisterListener): void
  /** Reads everything again now. */
  reload(): Promise<void>
  stop(): void
}

/** @param left records that are held no more, as they last were; never to be shown */
export type RegisterListener = (
  types: ReadonlySet<string>,
  changed: readonly StoredRecord[],
  left: readonly StoredRecord[],
) => void

interface Register {
  readonly decl: RecordDeclaration
  readonly states: readonly string[]
  readonly records: Map<string, StoredRecord>
}

const register = (decl: unknown, states: readonly string[]): Register => ({
  decl: decl as RecordDeclaration,
  states,
  records: new Map(),
})

/** A change is followed by its number; everything is also read again this often, in case one was missed. */
const RELOAD_MS = 60_000
/** Records of one type kept in force at once; more would be work nobody on a watch could do. */
const REGISTER_MAX = 20_000
const PAGE = 500

/** Reads what is in force as the picture's service and follows its changes. Rejects when it cannot be read: without it nothing is shown. */
export async function openRegisters(
  core: Core,
  hub: LiveHub,
  service: Subject,
  onError: (error: unknown) => void,
): Promise<Registers> {
  const registers = new RecordRegisters(core, service)
  await registers.reload()
  const follow = (work: () => Promise<void>): void => void work().catch(onError)
  const stopHub = await hub.subscribe(
    {
      subject: service,
      deliver: (changes) => follow(() => registers.refresh(changes)),
      reset: () => follow(() => registers.reload()),
    },
    null,
  )
  // Between the first reading and the subscription something may have changed.
  await registers.reload()
  const timer = setInterval(() => follow(() => registers.reload()), RELOAD_MS)
  registers.onStop(() => {
    clearInterval(timer)
    stopHub()
  })
  return registers
}

class RecordRegisters implements Registers {
  readonly #core: Core
  readonly #service: Subject
  readonly #listeners: RegisterListener[] = []
  readonly #areas = register(ownArea, ['active'])
  readonly #approaches = register(approachWatch, ['active'])
  readonly #watchList = register(watchListEntry, ['active'])
  readonly #contacts = register(handContact, ['open'])
  readonly #craft = register(protectedCraft, ['protected'])
  readonly #alerts = register(pictureAlert, ['open', 'acknowledged'])
  readonly #all: ReadonlyMap<string, Register>
  readonly #feeds = register(feed, ['active'])
  readonly #radars = register(radarSite, ['active'])
  #stop: () => void = () => undefined
  /** One reading after the other, so that an older answer never overwrites a newer one. */
  #turn: Promise<void> = Promise.resolve()

  constructor(core: Core, service: Subject) {
    this.#core = core
    this.#service = service
    const all = [
      this.#areas,
      this.#approaches,
      this.#watchList,
      this.#contacts,
      this.#craft,
      this.#alerts,
      this.#feeds,
      this.#radars,
    ]
    this.#all = new Map(all.map((r) => [r.decl.type, r]))
  }

  get areas(): Registers['areas'] {
    return this.#areas.records as never
  }
  get approaches(): Registers['approaches'] {
    return this.#approaches.records as never
  }
  get watchList(): Registers['watchList'] {
    return this.#watchList.records as never
  }
  get contacts(): Registers['contacts'] {
    return this.#contacts.records as never
  }
  get craft(): Registers['craft'] {
    return this.#craft.records as never
  }
  get feeds(): Registers['feeds'] {
    return this.#feeds.records as never
  }
  get radars(): Registers['radars'] {
    return this.#radars.records as never
  }
  get alerts(): Registers['alerts'] {
    return this.#alerts.records as never
  }

  onChange(listener: RegisterListener): void {
    this.#listeners.push(listener)
  }

  onStop(stop: () => void): void {
    this.#stop = stop
  }

  stop(): void {
    this.#stop()
  }

  reload(): Promise<void> {
    return this.#queue(async () => {
      const before = new Map(
        [...this.#all.values()].flatMap((r) => [...r.records.values()].map((x) => [x.id, x])),
      )
      for (const one of this.#all.values()) {
        const records = await this.#readAll(one)
        one.records.clear()
        for (const record of records) one.records.set(record.id, record)
      }
      const now = [...this.#all.values()].flatMap((r) => [...r.records.values()])
      const changed = now.filter((record) => before.get(record.id)?.rev !== record.rev)
      for (const { id } of now) before.delete(id)
      const left = [...before.values()]
      if (changed.length + left.length > 0)
        this.#tell(new Set([...changed, ...left].map((record) => record.type)), changed, left)
    })
  }

  refresh(changes: readonly { readonly type: string; readonly id: string }[]): Promise<void> {
    const ids = Map.groupBy(
      changes.filter((c) => this.#all.has(c.type)),
      (c) => c.type,
    )
    if (ids.size === 0) return Promise.resolve()
    return this.#queue(async () => {
      const changed: StoredRecord[] = []
      const left: StoredRecord[] = []
      for (const [type, list] of ids) {
        const one = this.#all.get(type)
        if (one === undefined) continue
        const records = await this.#read((tx) =>
          readRecords(
            tx,
            one.decl,
            list.map((c) => c.id),
          ),
        )
        const read = new Set(records.map((r) => r.id))
        for (const { id } of list) {
          const before = one.records.get(id)
          one.records.delete(id)
          if (before !== undefined && !read.has(id)) left.push(before)
        }
        for (const record of records) if (inForce(one, record)) one.records.set(record.id, record)
        changed.push(...records)
        left.push(...bounded(one))
      }
      this.#tell(new Set(ids.keys()), changed, left)
    })
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(work)
    // Whoever asked is told of the failure; the next in line starts all the same.
    this.#turn = next.catch(() => undefined)
    return next
  }

  #tell(...news: Parameters<RegisterListener>): void {
    for (const listener of this.#listeners) listener(...news)
  }

  #read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const subject = sealedSubject(this.#core, this.#service, this.#core.now())
    return this.#core.store.run(subject, { readOnly: true }, work)
  }

  async #readAll(one: Register): Promise<StoredRecord[]> {
    const records: StoredRecord[] = []
    let cursor: string | null = null
    do {
      const after: string | null = cursor
      const page: Result<Page<unknown>> = await this.#read((tx) =>
        listRecords<unknown>(tx, one.decl, {
          filters: [{ name: 'state', op: 'in', value: one.states }],
          limit: PAGE,
          ...(after === null ? {} : { cursor: after }),
        }),
      )
      if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
      records.push(...page.value.items)
      cursor = page.value.next
    } while (cursor !== null && records.length < REGISTER_MAX)
    return records
  }
}

/** Takes out what is too much, oldest first and distress never; it stays a record. Gives what went. */
function bounded(one: Register): StoredRecord[] {
  const out: StoredRecord[] = []
  for (const record of one.records.values()) {
    if (one.records.size <= REGISTER_MAX) break
    if ((record.body as { distress?: boolean }).distress === true) continue
    one.records.delete(record.id)
    out.push(record)
  }
  return out
}

function inForce(one: Register, record: StoredRecord): boolean {
  return one.states.includes((record.body as { state: string }).state)
}
