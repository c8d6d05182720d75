/** A target that is steady (Swerling 0), or whose echo changes from scan to scan with Rayleigh amplitude (Swerling 1). */
export type Fluctuation = 'steady' | 'swerling-1'

/**
 * Signal to noise of each pulse that a steady target needs, dB, for detection probability `pd` at false-alarm probability `pfa` with `pulses`
 * added after detection (Albersheim 1981, as in Tufts & Cann 1983). Good to 0.2 dB for pfa 1e-7 to 1e-3, pd 0.1 to 0.9, 1 to 8096
 * pulses.
 */
export function albersheimDb(pd: number, pfa: number, pulses = 1): number {
  const a = Math.log(0.62 / pfa)
  const b = Math.log(pd / (1 - pd))
  return (
    -5 * Math.log10(pulses) + (6.2 + 4.54 / Math.sqrt(pulses + 0.44)) * Math.log10(a + 0.12 * a * b + 1.7 * b)
  )
}

/** One pulse on a Swerling 1 target: pd = pfa^(1 / (1 + SNR)) (Swerling 1954), solved for the ratio, dB. */
export function swerling1Db(pd: number, pfa: number): number {
  return 10 * Math.log10(Math.log(pfa) / Math.log(pd) - 1)
}

/** Detection probability of one pulse on a Swerling 1 target at a ratio in dB. */
export function swerling1Probability(snrDb: number, pfa: number): number {
  return pfa ** (1 / (1 + 10 ** (snrDb / 10)))
}

/**
 * Ratio needed of each of `pulses` pulses, dB. A Swerling 1 target costs what it costs with one pulse, whatever their number (Barton,
 * Radar System Analysis, 1964: the fluctuation loss hardly depends on it).
 */
export function requiredSnrDb(fluctuation: Fluctuation, pd: number, pfa: number, pulses: number): number {
  if (!(pd > 0 && pd < 1)) throw new Error(`BUG: pd ${pd} is no probability between 0 and 1`)
  if (!(pfa > 0 && pfa < 1)) throw new Error(`BUG: pfa ${pfa} is no probability between 0 and 1`)
  const steady = albersheimDb(pd, pfa, pulses)
  return fluctuation === 'steady' ? steady : steady + swerling1Db(pd, pfa) - albersheimDb(pd, pfa, 1)
}
