/** First digit of the ship type: its class (ITU-R M.1371-5 Annex 8 table 53). */
const CLASSES: Readonly<Record<number, string>> = {
  2: 'Wing in ground',
  4: 'High-speed craft',
  6: 'Passenger ship',
  7: 'Cargo ship',
  8: 'Tanker',
  9: 'Other ship',
}

/** Second digit of those classes. */
const CARGO: Readonly<Record<number, string>> = {
  1: 'hazard category X',
  2: 'hazard category Y',
  3: 'hazard category Z',
  4: 'hazard category OS',
}

/** Types with a name of their own (the same table). */
const NAMED: Readonly<Record<number, string>> = {
  30: 'Fishing vessel',
  31: 'Towing vessel',
  32: 'Towing vessel, tow over 200 m long or 25 m wide',
  33: 'Dredging or underwater operations',
  34: 'Diving operations',
  35: 'Military operations',
  36: 'Sailing vessel',
  37: 'Pleasure craft',
  50: 'Pilot vessel',
  51: 'Search and rescue vessel',
  52: 'Tug',
  53: 'Port tender',
  54: 'Anti-pollution vessel',
  55: 'Law enforcement vessel',
  56: 'Local vessel',
  57: 'Local vessel',
  58: 'Medical transport',
  59: 'Ship of a State not party to an armed conflict',
}

/** English name of a ship type; null for 0 (not available) and the codes the table reserves. */
export function shipTypeName(type: number): string | null {
  const named = NAMED[type]
  if (named !== undefined) return named
  const shipClass = CLASSES[Math.floor(type / 10)]
  if (shipClass === undefined || type > 99) return null
  const cargo = CARGO[type % 10]
  return cargo === undefined ? shipClass : `${shipClass}, ${cargo}`
}
