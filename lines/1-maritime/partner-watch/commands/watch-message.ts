import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import { createAddressed } from '@basinet/network'
import { NEEDED, sendMessage, watchMessage } from '../contract/watch-message.ts'

/** Errors: `watch-message.empty`, `watch-message.value` (the phrase has a gap), those of addressing. */
export function messageBindings(core: () => Core): Binding[] {
  return [
    handle(sendMessage, watchMessage, async (ctx, input) => {
      const {
        to,
        phrase = null,
        name = null,
        minutes = null,
        place = null,
        text = '',
        answers = null,
      } = input
      if (phrase === null && text.trim() === '')
        return fail('watch-message.empty', 'a phrase, or words of your own', 'text')
      const values = { name, minutes, place }
      const gap = phrase === null ? undefined : NEEDED[phrase]?.find((value) => values[value] === null)
      if (gap !== undefined) return fail('watch-message.value', `this phrase says ${gap}`, gap)
      if (answers !== null && (await ctx.get(watchMessage, answers)) === null)
        return fail('record.absent', `no message ${answers}`, 'answers')
      const body = { to: to.toSorted(), phrase, ...values, text: text.trim(), answers }
      const label = ctx.labelFor(watchMessage)
      const made = await createAddressed(core(), ctx, { decl: watchMessage, body, label, to })
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}
