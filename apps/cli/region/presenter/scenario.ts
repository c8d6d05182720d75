/** Somewhere for the audience to look: a page of one nation's console, as one of its seats. */
export interface Look {
  readonly words: string
  readonly nation: string
  readonly post: string
  /** Path of the console. */
  readonly path: string
}

/** What a step left: what it did in one sentence, and where that can be seen. */
export interface Done {
  readonly words: string
  readonly looks: readonly Look[]
}

/** A person at a node of the region, acting over HTTP with a session of their own, as their browser would. */
export interface Seat {
  /** One command; throws with the node's own words when it is refused. */
  give(command: string, input: object, on?: On): Promise<Given>
  get(path: string): Promise<unknown>
  /** A route that is no command. */
  post(path: string, body: object): Promise<unknown>
}

/** What a command left: the record and its revision, and what waits for a second person. */
export interface Given {
  readonly recordId: string
  readonly rev: number
  readonly pendingApproval?: string
}

/** What a command acts on, and why. */
export interface On {
  readonly recordId: string
  readonly expectedRev: number
  readonly reason: string
}

/** What steps work with. */
export interface Stage {
  seat(nation: string, post: string): Seat
  /** Cuts or restores the links of a nation, as `basinet network cut|restore all` does. */
  link(nation: string, cut: boolean): Promise<void>
  /** A verb of the command line at a nation's node. @returns what it printed; throws when it failed */
  verb(nation: string, words: readonly string[]): Promise<string>
  /** Asks until there is an answer. Throws after so many minutes, one unless said otherwise. */
  until<T>(what: string, look: () => Promise<T | null>, minutes?: number): Promise<T>
  /** What earlier steps of this scenario left for later ones, by name. */
  readonly left: Map<string, string>
  /** A folder for what a step writes, a stick for example. */
  readonly folder: string
}

/** Throws when an earlier step has not left it: the presenter is told which to run. */
export function leftBy(stage: Stage, name: string, step: string): string {
  const found = stage.left.get(name)
  if (found === undefined) throw new Error(`run "${step}" first`)
  return found
}

export interface Step {
  readonly title: string
  /** What the presenter tells before it. */
  readonly say: string
  run(stage: Stage): Promise<Done>
}

export interface Scenario {
  readonly key: string
  readonly title: string
  readonly about: string
  /** Nations without which it cannot be shown. */
  readonly nations: readonly string[]
  readonly steps: readonly Step[]
}
