import { fail, ok, type Result } from '@basinet/kernel/contract'

/** Tokens evaluated so far, by asking nation and unit, in one epoch. */
export interface RateLedger {
  readonly epoch: number
  readonly spent: ReadonlyMap<string, number>
}

export interface RateLimit {
  /** tokens a unit may have evaluated in one epoch; the agreement or the holder sets it */
  readonly tokensPerUnit: number
  /** tokens all units of a nation together may have evaluated in one epoch */
  readonly tokensPerNation: number
}

export function freshLedger(epoch: number): RateLedger {
  return { epoch, spent: new Map() }
}

/** Counts a question before it is answered: a refused one costs nothing. Errors: `hit.rate`, `hit.epoch`. */
export function spend(
  ledger: RateLedger,
  asker: { readonly nation: string; readonly unit: string; readonly epoch: number },
  tokens: number,
  limit: RateLimit,
): Result<RateLedger> {
  if (asker.epoch !== ledger.epoch) return fail('hit.epoch', `the epoch in force is ${ledger.epoch}`, 'epoch')
  const unit = JSON.stringify([asker.nation, asker.unit])
  const nation = JSON.stringify([asker.nation])
  const unitSpent = (ledger.spent.get(unit) ?? 0) + tokens
  const nationSpent = (ledger.spent.get(nation) ?? 0) + tokens
  if (unitSpent > limit.tokensPerUnit)
    return fail('hit.rate', `${asker.unit} has used its ${limit.tokensPerUnit} tokens of this epoch`, 'unit')
  if (nationSpent > limit.tokensPerNation)
    return fail(
      'hit.rate',
      `${asker.nation} has used its ${limit.tokensPerNation} tokens of this epoch`,
      'unit',
    )
  return ok({ ...ledger, spent: new Map(ledger.spent).set(unit, unitSpent).set(nation, nationSpent) })
}
