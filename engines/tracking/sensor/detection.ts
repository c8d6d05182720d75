const PRIOR_LOOKS = 20
const MEMORY_LOOKS = 2000
const FLOOR = 0.2
const CEILING = 0.98

/** Detection probability of a radar, or of one craft at it: a beta estimate that forgets slowly. */
export class DetectionRate {
  private hits: number
  private looks: number
  private readonly memory: number

  constructor(prior: number, priorLooks = PRIOR_LOOKS, memory = MEMORY_LOOKS) {
    this.hits = prior * priorLooks
    this.looks = priorLooks
    this.memory = memory
  }

  /** `detected`: the probability that the look gave a plot. */
  learn(detected: number): void {
    const keep = 1 - 1 / this.memory
    this.hits = this.hits * keep + detected
    this.looks = this.looks * keep + 1
  }

  get rate(): number {
    return Math.min(CEILING, Math.max(FLOOR, this.hits / this.looks))
  }

  copy(): DetectionRate {
    const made = new DetectionRate(0, 0, this.memory)
    made.hits = this.hits
    made.looks = this.looks
    return made
  }
}
