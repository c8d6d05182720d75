/** Seeded numbers (mulberry32) for simulated traffic. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** Uniform in [0, 1). */
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit()
  }

  normal(sigma = 1): number {
    return sigma * Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }

  /** Poisson by counting exponential gaps. */
  poisson(mean: number): number {
    let n = 0
    for (let sum = -Math.log(1 - this.unit()); sum < mean; sum -= Math.log(1 - this.unit())) n++
    return n
  }
}
