/** A code block of a Markdown page: its language and what the fence says after it. */
export interface Block {
  readonly language: string
  readonly path: string
  readonly text: string
}

export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(
    ([, language = '', path = '', text = '']) => ({ language, path, text }),
  )
}
