/** Seconds counted one by one; rates look back ten of them, the error rate sixty. */
const SECONDS_KEPT = 60
const RATE_SECONDS = 10
const GAPS_KEPT = 50

interface Second {
  at: number
  messages: number
  errors: number
  bytes: number
  lagSumMs: number
  lagCount: number
}

/** What the consumer found in one chunk. */
export interface Found {
  readonly messages: number
  readonly errors: number
  readonly duplicates: number
  readonly clockErrors: number
  /** Newest time stamped by the receiver, Unix ms, or null. */
  readonly stampMs: number | null
}

export interface MeterReading {
  readonly ratePerS: number
  readonly bytesPerS: number
  readonly lagMs: number | null
  readonly errorRate: number
  readonly lastAt: number | null
  readonly gaps: readonly (readonly [number, number])[]
  readonly messages: number
  readonly errors: number
  readonly duplicates: number
  readonly clockErrors: number
  readonly lostBytes: number
}

/** Counts what a feed brings. All times Unix ms. */
export interface Meter {
  bytes(count: number, now: number): void
  found(found: Found, now: number): void
  lost(bytes: number): void
  read(now: number): MeterReading
}

/** @param gapMs a pause longer than this is kept as a gap */
export function createMeter(gapMs: number): Meter {
  const seconds: Second[] = Array.from({ length: SECONDS_KEPT }, () => emptySecond(-1))
  const totals = { messages: 0, errors: 0, duplicates: 0, clockErrors: 0, lostBytes: 0 }
  const gaps: (readonly [number, number])[] = []
  let lastAt: number | null = null

  const secondOf = (now: number): Second => {
    const at = Math.floor(now / 1000)
    const index = ((at % SECONDS_KEPT) + SECONDS_KEPT) % SECONDS_KEPT
    const known = seconds[index]
    if (known !== undefined && known.at === at) return known
    const fresh = emptySecond(at)
    seconds[index] = fresh
    return fresh
  }

  return {
    bytes(count, now) {
      secondOf(now).bytes += count
    },
    found(found, now) {
      const second = secondOf(now)
      second.messages += found.messages
      second.errors += found.errors
      totals.messages += found.messages
      totals.errors += found.errors
      totals.duplicates += found.duplicates
      totals.clockErrors += found.clockErrors
      if (found.stampMs !== null) {
        second.lagSumMs += now - found.stampMs
        second.lagCount++
      }
      if (found.messages === 0) return
      if (lastAt !== null && now - lastAt > gapMs) {
        gaps.push([lastAt, now])
        if (gaps.length > GAPS_KEPT) gaps.shift()
      }
      lastAt = now
    },
    lost(bytes) {
      totals.lostBytes += bytes
    },
    read(now) {
      const nowSecond = Math.floor(now / 1000)
      const recent = sum(seconds.filter((s) => s.at > nowSecond - RATE_SECONDS && s.at <= nowSecond))
      const minute = sum(seconds.filter((s) => s.at > nowSecond - SECONDS_KEPT && s.at <= nowSecond))
      const lines = minute.messages + minute.errors
      return {
        ...totals,
        ratePerS: recent.messages / RATE_SECONDS,
        bytesPerS: recent.bytes / RATE_SECONDS,
        lagMs: recent.lagCount === 0 ? null : Math.round(recent.lagSumMs / recent.lagCount),
        errorRate: lines === 0 ? 0 : minute.errors / lines,
        lastAt,
        gaps: [...gaps],
      }
    },
  }
}

function emptySecond(at: number): Second {
  return { at, messages: 0, errors: 0, bytes: 0, lagSumMs: 0, lagCount: 0 }
}

function sum(seconds: readonly Second[]): Second {
  const total = emptySecond(0)
  for (const s of seconds) {
    total.messages += s.messages
    total.errors += s.errors
    total.bytes += s.bytes
    total.lagSumMs += s.lagSumMs
    total.lagCount += s.lagCount
  }
  return total
}
