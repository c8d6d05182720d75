/** A rival's number, or why there is none: never a guess. */
export type Rival = number | 'absent' | `failed: ${string}`

/** What `npm run bench -- NAME` prints as its last line. */
export interface BenchResult {
  name: string
  /** Unit of every number in `ours` and `rivals`; more is better. */
  unit: string
  ours: Record<string, number>
  rivals: Record<string, Rival>
  /** Our like measurement divided by the rival's; a rival without a number has none. */
  ratios: Record<string, number>
  /** What the reader must know: input, machine, what each number includes. */
  notes: string[]
}

/** A bench's file exports this as `run`; `args` are the words behind the name. */
export type Bench = (args: readonly string[]) => Promise<BenchResult>

/** A reason to stop that is told in one line, without a stack. */
export class BenchError extends Error {}

/** Ratios of our measurement `like` gives for each rival with a number. */
export function ratiosOf(
  ours: Readonly<Record<string, number>>,
  rivals: Readonly<Record<string, Rival>>,
  like: (rival: string) => string,
): Record<string, number> {
  const ratios: Record<string, number> = {}
  for (const [name, value] of Object.entries(rivals)) {
    const own = ours[like(name)]
    if (typeof value === 'number' && value > 0 && own !== undefined) {
      ratios[name] = Math.round((own / value) * 100) / 100
    }
  }
  return ratios
}
