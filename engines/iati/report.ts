/** What a fault means: `critical` makes a document invalid, the others are told. */
export type Severity = 'critical' | 'error' | 'warning'

export interface Fault {
  /** Id of the IATI validator's rule; ids of faults of XML, version and schema begin with `0.`. */
  readonly id: string
  readonly severity: Severity
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** Faults of a document in the order found, up to a bound; those past it are counted. */
export class Report {
  readonly faults: Fault[] = []
  more = 0
  valid = true
  private readonly most: number
  private readonly lineOf: (offset: number) => number

  constructor(most: number, lineOf: (offset: number) => number) {
    this.most = most
    this.lineOf = lineOf
  }

  add(id: string, severity: Severity, offset: number, message: string): void {
    if (severity === 'critical') this.valid = false
    if (this.faults.length >= this.most) {
      this.more++
      return
    }
    this.faults.push({ id, severity, line: this.lineOf(offset), message })
  }
}
