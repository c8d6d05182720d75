/** Not well-formed XML 1.0, or past a limit: nothing after it can be trusted. */
export class XmlFault extends Error {
  /** Byte of the document, from 0. */
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}
