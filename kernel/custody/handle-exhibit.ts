import type { Static, TObject } from 'typebox'
import type { CommandDeclaration } from '../contract/command.ts'
import type { Result } from '../contract/result.ts'
import { handle, type Binding } from '../record/handler.ts'
import { exhibit } from './contract/exhibit.ts'
import { mayHandle, outcome, whenOf, type Context, type ExhibitRecord } from './step.ts'

export interface Act<I> {
  readonly ctx: Context
  readonly record: ExhibitRecord
  readonly input: I
  /** When it happened. */
  readonly at: string
}

interface Timed {
  readonly at?: string
}

/** Binds a command on an exhibit. `open` commands are given by others than the holder and look for themselves who may. */
export function onExhibit<I extends TObject>(
  command: CommandDeclaration<I>,
  who: 'holder' | 'open',
  act: (act: Act<Static<I>>) => Promise<Result<ExhibitRecord>>,
): Binding {
  return handle(command, exhibit, async (ctx, input) => {
    const { record } = ctx
    if (record === null) throw new Error(`BUG: ${command.name} acts on an exhibit`)
    const may = who === 'holder' ? mayHandle(ctx, record) : null
    if (may !== null && !may.ok) return may
    const at = whenOf(ctx, (input as Timed).at)
    if (!at.ok) return at
    return outcome(await act({ ctx, record, input, at: at.value }))
  })
}
