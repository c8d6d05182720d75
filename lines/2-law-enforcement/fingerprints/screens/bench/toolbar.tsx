import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import css from './bench.module.css'
import type { Tool } from './viewer.tsx'

export interface Looks {
  readonly linked: boolean
  readonly invert: boolean
  readonly enhance: boolean
  readonly overlay: boolean
  readonly engine: boolean
}

export const LOOKS: Looks = { linked: true, invert: false, enhance: false, overlay: true, engine: false }

const SWITCHES = ['linked', 'overlay', 'engine', 'enhance', 'invert'] as const

/** The tools that fit the step, and how the prints are looked at. */
export function Toolbar({
  tools,
  tool,
  setTool,
  looks,
  setLooks,
}: {
  tools: readonly Tool[]
  tool: Tool
  setTool: (tool: Tool) => void
  looks: Looks
  setLooks: (looks: Looks) => void
}): ReactNode {
  const w = useWords()
  return (
    <div className={css['tools']} role="toolbar" aria-label={w('fp.tools')}>
      <fieldset aria-label={w('fp.tools')}>
        {tools.map((one) => (
          <button
            key={one}
            type="button"
            className={css['tool']}
            aria-pressed={tool === one}
            onClick={() => setTool(one)}
          >
            {w(`fp.tool.${one}`)}
          </button>
        ))}
      </fieldset>
      <fieldset aria-label={w('fp.looks')}>
        {SWITCHES.map((one) => (
          <button
            key={one}
            type="button"
            className={css['tool']}
            aria-pressed={looks[one]}
            onClick={() => setLooks({ ...looks, [one]: !looks[one] })}
          >
            {w(`fp.look.${one}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
