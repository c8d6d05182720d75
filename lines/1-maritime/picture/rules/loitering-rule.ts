import type { OffshoreLook } from './behaviour-rule.ts'
import { lastEvidence, raise, round, utcHour, type RuleContext } from './rule-context.ts'

/** Hourly blocks whose mean speed is below 2 knots, at least 20 NM from shore (Global Fishing Watch, loitering events). */
interface LoiteringRule {
  look(look: OffshoreLook, nowMs: number): void
  leave(slot: number): void
}

interface Block {
  fromMs: number
  readonly lon: number
  readonly lat: number
  looks: number
  sogSum: number
  said: boolean
}

const VESSELS_MAX = 20_000
const BLOCK_MS = 3_600_000
/** Ships whose work it is to lie out there (ITU-R M.1371-5 table 53): fishing; and those that tow, dredge or dive. */
const AT_WORK = new Set([30, 31, 32, 33, 34])

export function createLoiteringRule(ctx: RuleContext): LoiteringRule {
  const { loiterSpeedKn, loiterOffshoreM, behaviourWarningAt } = ctx.thresholds
  const blocks = new Map<number, Block>()

  const say = (look: OffshoreLook, block: Block, meanKn: number, nowMs: number): void => {
    // Adrift is 1, at the very limit 1/2.
    const score = 1 - meanKn / (2 * loiterSpeedKn)
    raise(ctx, 'track.loitering', look.slot, nowMs, {
      severity: score >= behaviourWarningAt ? 'warning' : 'info',
      episode: utcHour(block.fromMs),
      params: {
        minutes: round((nowMs - block.fromMs) / 60_000),
        meanKn: round(meanKn, 1),
        offshoreNm: round(look.offshoreM / 1852, 0),
        scorePercent: round(score * 100),
      },
      evidence: [
        {
          at: new Date(block.fromMs).toISOString(),
          lon: round(block.lon, 6),
          lat: round(block.lat, 6),
          looks: block.looks,
        },
        lastEvidence(ctx, look.slot),
      ],
    })
  }

  return {
    leave: (slot) => void blocks.delete(slot),
    look(look, nowMs) {
      const type = ctx.table.columns.shipType[look.slot]!
      if (look.offshoreM < loiterOffshoreM || AT_WORK.has(type)) {
        blocks.delete(look.slot)
        return
      }
      const { lon, lat } = look
      let block = blocks.get(look.slot)
      if (block === undefined) {
        if (blocks.size >= VESSELS_MAX) return
        block = { fromMs: nowMs, lon, lat, looks: 0, sogSum: 0, said: false }
        blocks.set(look.slot, block)
      }
      block.looks++
      block.sogSum += look.sogKn
      if (nowMs - block.fromMs < BLOCK_MS) return
      const meanKn = block.sogSum / block.looks
      const loiters = meanKn < loiterSpeedKn
      if (loiters && !block.said) say(look, block, meanKn, nowMs)
      blocks.set(look.slot, { fromMs: nowMs, lon, lat, looks: 0, sogSum: 0, said: loiters })
    },
  }
}
