import type { Matrix } from '../commands/matrix.ts'
import type { Interdiction } from '../contract/interdiction.ts'
import type { OptionsAnswer } from '../contract/wire.ts'
import type { Asked, KnownAsset } from '../options/options.ts'

/** Everything an options answer rests on; plain data, because it crosses threads. */
export interface OptionsTask {
  readonly operation: Interdiction
  readonly assets: readonly KnownAsset[]
  readonly matrix: Matrix
  readonly asked: Asked
}

export interface Numbered {
  readonly number: number
  readonly task: OptionsTask
}
export interface Answered {
  readonly number: number
  readonly answer: OptionsAnswer
}
