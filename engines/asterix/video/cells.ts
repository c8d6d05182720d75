/** Cells lie one behind the other, the first in the most significant bits. */
export function unpackCells(block: Uint8Array, bits: number, count: number): Uint32Array {
  const cells = new Uint32Array(count)
  if (bits >= 8) {
    const octets = bits / 8
    for (let i = 0; i < count; i++) {
      let value = 0
      for (let n = 0; n < octets; n++) value = value * 256 + block[i * octets + n]!
      cells[i] = value
    }
    return cells
  }
  const mask = (1 << bits) - 1
  for (let i = 0; i < count; i++) {
    const bit = i * bits
    cells[i] = (block[bit >> 3]! >> (8 - bits - (bit & 7))) & mask
  }
  return cells
}

export function packCells(cells: Uint32Array, bits: number): Uint8Array {
  const block = new Uint8Array(Math.ceil((cells.length * bits) / 8))
  if (bits >= 8) {
    const octets = bits / 8
    cells.forEach((cell, i) => {
      for (let n = 0; n < octets; n++)
        block[i * octets + n] = Math.floor(cell / 256 ** (octets - 1 - n)) % 256
    })
    return block
  }
  const mask = (1 << bits) - 1
  cells.forEach((cell, i) => {
    const bit = i * bits
    block[bit >> 3] = block[bit >> 3]! | ((cell & mask) << (8 - bits - (bit & 7)))
  })
  return block
}
