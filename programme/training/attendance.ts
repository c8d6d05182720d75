/** One mark as it comes in: `expected` is what stood there when a file left, null for a day not yet taken. */
export interface AttendanceEntry {
  readonly nomination: string
  readonly day: string
  readonly present: boolean | null
  readonly expected: boolean | null
}

export interface Taken {
  readonly day: string
  readonly present: boolean
}

export interface AttendanceConflict {
  readonly nomination: string
  readonly name: string
  readonly day: string
  readonly why: 'not-seated' | 'day' | 'future' | 'changed'
  /** What the node holds, and what came. */
  readonly held: boolean | null
  readonly came: boolean | null
}

export interface Merged {
  /** New attendance of those it changed for. */
  readonly attendance: ReadonlyMap<string, readonly Taken[]>
  readonly taken: number
  readonly conflicts: readonly AttendanceConflict[]
}

/**
 * Merges marks that were taken elsewhere. Two that agree are no conflict; where the node's own changed meanwhile and says
 * otherwise, the node's stays and the conflict is told. An entry that says nothing (null) changes nothing.
 */
export function mergeAttendance(
  days: readonly string[],
  seated: readonly { readonly id: string; readonly name: string; readonly attendance: readonly Taken[] }[],
  entries: readonly AttendanceEntry[],
  today: string,
): Merged {
  const people = new Map(seated.map((s) => [s.id, s]))
  const marks = new Map(seated.map((s) => [s.id, new Map(s.attendance.map((a) => [a.day, a.present]))]))
  const changed = new Set<string>()
  const conflicts: AttendanceConflict[] = []
  let taken = 0
  for (const { nomination, day, present, expected } of entries) {
    if (present === null) continue
    const own = marks.get(nomination)
    const held = own?.get(day) ?? null
    const why =
      own === undefined
        ? 'not-seated'
        : !days.includes(day)
          ? 'day'
          : day > today
            ? 'future'
            : held !== expected && held !== present
              ? 'changed'
              : null
    if (why !== null || own === undefined) {
      const name = people.get(nomination)?.name ?? ''
      conflicts.push({ nomination, name, day, why: why ?? 'not-seated', held, came: present })
      continue
    }
    taken++
    if (held === present) continue
    own.set(day, present)
    changed.add(nomination)
  }
  const attendance = new Map(
    [...changed].map((id) => [
      id,
      [...(marks.get(id) ?? [])]
        .map(([day, present]) => ({ day, present }))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    ]),
  )
  return { attendance, taken, conflicts }
}
