import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import type { ComparisonResult, HeightMap } from '../contract.ts'
import css from './ballistics.module.css'
import { reliefOf, type Light } from '../view/relief.ts'
import { tiltedOf } from './tilted.ts'

const GRID = 8
/** Pixels of the view in space, and how far it is tipped. */
const [SPACE_SIDE, TIP_DEGREES] = [420, 50]

interface ReliefProps {
  readonly map: HeightMap
  readonly light: Light
  readonly cells: ComparisonResult['cells']
  /** Where the profile is taken, in percent from the top. */
  readonly row: number
  readonly name: string
}

export function Relief({ map, light, cells, row, name }: ReliefProps): ReactNode {
  const { from, height } = light
  const pixels = useMemo(() => reliefOf(map, { from, height }), [map, from, height])
  const canvas = useDrawn(pixels, map.width, map.height)
  return (
    <figure className={css['figure']}>
      <div className={css['stage']}>
        <canvas
          ref={canvas}
          className={css['map']}
          width={map.width}
          height={map.height}
          role="img"
          aria-label={name}
        />
        <Cells map={map} cells={cells}>
          <line
            x1={0}
            x2={map.width}
            y1={(map.height * row) / 100}
            y2={(map.height * row) / 100}
            stroke="#ff6b6b"
            vectorEffect="non-scaling-stroke"
          />
        </Cells>
      </div>
      <figcaption>{name}</figcaption>
    </figure>
  )
}

function mixed(
  first: HeightMap,
  second: HeightMap,
  light: Light,
  mix: number,
): Uint8ClampedArray<ArrayBuffer> {
  const [a, b] = [reliefOf(first, light), reliefOf(second, light)]
  for (let i = 0; i < a.length; i += 4) {
    const [p, q] = [a[i + 3] === 0 ? 0 : (a[i] ?? 0), b[i + 3] === 0 ? 0 : (b[i] ?? 0)]
    const [x, y] = [Math.min(255, p * 2 * (1 - mix)), Math.min(255, q * 2 * mix)]
    a.set([x, (x + y) / 2, y, 255], i)
  }
  return a
}

/** The first in yellow, the second in blue: where both agree it is grey. */
export function Overlay({
  first,
  second,
  light,
  mix,
  cells,
  name,
}: {
  readonly first: HeightMap
  readonly second: HeightMap
  readonly light: Light
  readonly mix: number
  readonly cells: ComparisonResult['cells']
  readonly name: string
}): ReactNode {
  const { from, height } = light
  const pixels = useMemo(
    () => mixed(first, second, { from, height }, mix),
    [first, second, from, height, mix],
  )
  const canvas = useDrawn(pixels, first.width, first.height)
  return (
    <figure className={css['figure']}>
      <div className={css['stage']} style={{ maxWidth: 560 }}>
        <canvas
          ref={canvas}
          className={css['map']}
          width={first.width}
          height={first.height}
          role="img"
          aria-label={name}
        />
        <Cells map={first} cells={cells} />
      </div>
      <figcaption>{name}</figcaption>
    </figure>
  )
}

export function Tilted({
  map,
  light,
  turn,
  name,
}: {
  readonly map: HeightMap
  readonly light: Light
  readonly turn: number
  readonly name: string
}): ReactNode {
  const { from, height } = light
  const pixels = useMemo(
    () => tiltedOf(map, { from, height }, { turn, tip: TIP_DEGREES }, SPACE_SIDE),
    [map, from, height, turn],
  )
  const canvas = useDrawn(pixels, SPACE_SIDE, SPACE_SIDE)
  return (
    <figure className={css['figure']}>
      <canvas
        ref={canvas}
        className={css['space']}
        width={SPACE_SIDE}
        height={SPACE_SIDE}
        role="img"
        aria-label={name}
      />
      <figcaption>{name}</figcaption>
    </figure>
  )
}

/** Draws what was made, once for each that was made. */
function useDrawn(
  pixels: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0)
  }, [pixels, width, height])
  return canvas
}

function Cells({
  map,
  cells,
  children,
}: {
  map: HeightMap
  cells: ComparisonResult['cells']
  children?: ReactNode
}): ReactNode {
  const [dx, dy] = [map.width / GRID, map.height / GRID]
  return (
    <svg
      className={css['cells']}
      viewBox={`0 0 ${map.width} ${map.height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {cells.map((cell) => (
        <rect
          key={`${cell.row} ${cell.column}`}
          x={cell.column * dx + 1}
          y={cell.row * dy + 1}
          width={dx - 2}
          height={dy - 2}
          fill="none"
          stroke={cell.congruent ? '#ffd23f' : '#7fb4ff'}
          strokeWidth={cell.congruent ? 2 : 1}
          strokeDasharray={cell.congruent ? '' : '2 3'}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {children}
    </svg>
  )
}
