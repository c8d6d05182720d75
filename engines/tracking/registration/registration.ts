import { wrap } from '../filter/polar.ts'
import type { Plot, RadarSite } from '../sensor/site.ts'
import type { Bias } from '../tracker/see.ts'

/** What is thought possible before any measurement (1 sigma): range m, bearing rad, time s. */
const PRIOR = [150, (1.5 * Math.PI) / 180, 1.5] as const
/** How far each may walk in an hour (1 sigma). */
const WALK_PER_HOUR = [10, (0.05 * Math.PI) / 180, 0.05] as const
const GATE_SIGMAS = 4

/** Where a cooperative craft was at a plot's time, with velocity, m and m/s; `sigmaM` is the uncertainty of the place. */
export interface Known {
  readonly x: number
  readonly y: number
  readonly vx: number
  readonly vy: number
  readonly sigmaM: number
}

/** Bias of a radar with its standard deviations. */
export interface BiasEstimate extends Bias {
  readonly sigma: Bias
  /** Plots it was learnt from. */
  readonly plots: number
}

interface State {
  b: [number, number, number]
  p: number[]
  t: number
  plots: number
}

/**
 * Range, bearing and time bias of each radar by a Kalman filter on its plots of craft that say where they are (AIS, ADS-B): a plot
 * differs from the truth at its stamp by b_range - range rate × b_time and b_bearing - bearing rate × b_time.
 */
export class Registration {
  private readonly sites: readonly RadarSite[]
  private readonly states: State[]

  constructor(sites: readonly RadarSite[]) {
    this.sites = sites
    this.states = sites.map(() => ({
      b: [0, 0, 0],
      p: [PRIOR[0] ** 2, 0, 0, 0, PRIOR[1] ** 2, 0, 0, 0, PRIOR[2] ** 2],
      t: -Infinity,
      plots: 0,
    }))
  }

  bias(radar: number): BiasEstimate {
    const { b, p, plots } = this.state(radar)
    return {
      rangeM: b[0],
      bearingRad: b[1],
      seconds: b[2],
      sigma: { rangeM: Math.sqrt(p[0]!), bearingRad: Math.sqrt(p[4]!), seconds: Math.sqrt(p[8]!) },
      plots,
    }
  }

  /** Learns from the one plot that can be of this craft; of none or several nothing is learnt. */
  learn(radar: number, plots: readonly Plot[], known: (t: number) => Known | null): boolean {
    const inside: { plot: Plot; known: Known }[] = []
    for (const plot of plots) {
      const truth = known(plot.t)
      if (truth === null || !this.inGate(radar, plot, truth)) continue
      inside.push({ plot, known: truth })
      if (inside.length > 1) return false
    }
    const only = inside[0]
    if (only === undefined) return false
    this.update(radar, only.plot, only.known)
    return true
  }

  private inGate(radar: number, plot: Plot, known: Known): boolean {
    const { range, bearing } = this.rows(radar, plot, known)
    return [range, bearing].every(({ residual, h, noise }) => {
      const { innovation, variance } = this.innovation(radar, residual, h, noise)
      return Math.abs(innovation) < GATE_SIGMAS * Math.sqrt(variance)
    })
  }

  private update(radar: number, plot: Plot, known: Known): void {
    const state = this.state(radar)
    const hours = state.plots === 0 ? 0 : Math.max(0, plot.t - state.t) / 3600
    for (let n = 0; n < 3; n++) state.p[4 * n]! += WALK_PER_HOUR[n]! ** 2 * hours
    state.t = Math.max(state.t, plot.t)
    state.plots++
    const rows = this.rows(radar, plot, known)
    for (const { residual, h, noise } of [rows.range, rows.bearing]) {
      const { innovation, variance, ph } = this.innovation(radar, residual, h, noise)
      for (let i = 0; i < 3; i++) state.b[i]! += (ph[i]! / variance) * innovation
      for (let i = 0; i < 3; i++)
        for (let k = 0; k < 3; k++) state.p[3 * i + k]! -= (ph[i]! * ph[k]!) / variance
    }
  }

  private innovation(
    radar: number,
    residual: number,
    h: readonly number[],
    noise: number,
  ): { innovation: number; variance: number; ph: number[] } {
    const { b, p } = this.state(radar)
    const ph = [0, 1, 2].map((i) => p[3 * i]! * h[0]! + p[3 * i + 1]! * h[1]! + p[3 * i + 2]! * h[2]!)
    return {
      innovation: residual - (h[0]! * b[0] + h[1]! * b[1] + h[2]! * b[2]),
      variance: h[0]! * ph[0]! + h[1]! * ph[1]! + h[2]! * ph[2]! + noise,
      ph,
    }
  }

  private rows(radar: number, plot: Plot, { x, y, vx, vy, sigmaM }: Known) {
    const site = this.sites[radar]!
    const dx = x - site.x
    const dy = y - site.y
    const range = Math.max(1, Math.hypot(dx, dy))
    const rangeRate = (dx * vx + dy * vy) / range
    const bearingRate = (dy * vx - dx * vy) / range ** 2
    return {
      range: {
        residual: plot.range - range,
        h: [1, 0, -rangeRate],
        noise: site.sigmaRangeM ** 2 + sigmaM ** 2,
      },
      bearing: {
        residual: wrap(plot.bearing - Math.atan2(dx, dy)),
        h: [0, 1, -bearingRate],
        noise: site.sigmaBearingRad ** 2 + (sigmaM / range) ** 2,
      },
    }
  }

  private state(radar: number): State {
    const state = this.states[radar]
    if (state === undefined) throw new Error(`BUG: no radar ${radar}`)
    return state
  }
}
