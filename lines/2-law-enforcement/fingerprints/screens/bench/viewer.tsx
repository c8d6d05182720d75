import {
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  type WheelEvent,
} from 'react'
import type { Mark, Point } from '../../contract.ts'
import css from './bench.module.css'
import { dragged, pixelAt, scaleOf, SIDE, transformOf, turned, zoomed, type View } from './view.ts'

export type Tool = 'move' | 'ending' | 'bifurcation' | 'unsure' | 'region' | 'pair' | 'measure' | 'erase'

/** A mark with how it came: in the locked analysis, after the exemplar was open, by the engine, or not saved yet. */
export interface ShownMark extends Mark {
  readonly origin: 'analysis' | 'later' | 'engine'
}

export interface ViewerProps {
  readonly label: string
  readonly picture: string
  readonly width: number
  readonly height: number
  readonly ppi: number
  readonly view: View
  readonly setView: (view: View) => void
  readonly tool: Tool
  readonly marks: readonly ShownMark[]
  readonly region: readonly Point[]
  readonly numbered: readonly Point[]
  readonly line: readonly Point[]
  readonly invert: boolean
  readonly enhance: boolean
  /** A point was chosen; for a minutia with the direction it was drawn in. */
  readonly onPoint: (point: Point, angle: number) => void
  readonly hint: string
}

const MARK_UNITS = 5
const ARM_UNITS = 20
const STEP_UNITS = 12
const TURN_DEGREES = 5
const KEY_ZOOM = 1.2

/** One print: dragged, zoomed and turned by mouse, wheel and keys; points set by mouse or by a cross that the arrows move. */
export function Viewer(props: ViewerProps): ReactNode {
  const { view, setView, ppi, tool, label, picture, width, height } = props
  const svg = useRef<SVGSVGElement>(null)
  const [cross, setCross] = useState<{ at: Point; angle: number } | null>(null)
  const placing = tool !== 'move'
  const { down, press, move, release } = usePointer(props, svg)
  const wheel = (event: WheelEvent): void =>
    setView(event.shiftKey ? turned(view, event.deltaY / 20) : zoomed(view, Math.exp(-event.deltaY / 500)))
  const key = (event: KeyboardEvent): void => {
    const done = handleKey(event.key, props, cross, setCross)
    if (done) event.preventDefault()
  }

  const scale = scaleOf(view, ppi)
  return (
    // The drawing is a tool and has its own keys; what they do is written under it.
    <div className={css['viewer']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application has its own keys */}
      <svg
        ref={svg}
        viewBox={`${-SIDE / 2} ${-SIDE / 2} ${SIDE} ${SIDE}`}
        className={css['svg']}
        role="application"
        aria-label={`${label}. ${props.hint}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes the focus
        tabIndex={0}
        data-tool={tool}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onWheel={wheel}
        onKeyDown={key}
      >
        <g transform={transformOf(view, ppi)}>
          <image
            href={picture}
            width={width}
            height={height}
            className={css['image']}
            data-invert={props.invert || undefined}
            data-enhance={props.enhance || undefined}
          />
          <Overlay {...props} scale={scale} />
          {cross !== null && placing && <Cross at={cross.at} angle={cross.angle} scale={scale} />}
        </g>
        {down !== null && placing && tool !== 'region' && (
          <line x1={down.from.x} y1={down.from.y} x2={down.last.x} y2={down.last.y} className={css['aim']} />
        )}
      </svg>
    </div>
  )
}

interface Pointing {
  readonly down: { readonly from: Point; readonly last: Point } | null
  readonly press: (event: PointerEvent<SVGSVGElement>) => void
  readonly move: (event: PointerEvent<SVGSVGElement>) => void
  readonly release: () => void
}

/** A drag moves the print; with a tool it sets a point, in the direction it was drawn. */
function usePointer(props: ViewerProps, svg: RefObject<SVGSVGElement | null>): Pointing {
  const { view, setView, ppi } = props
  const placing = props.tool !== 'move'
  const [down, setDown] = useState<{ from: Point; last: Point } | null>(null)
  const unitsAt = (event: { clientX: number; clientY: number }): Point => {
    const matrix = svg.current?.getScreenCTM()
    if (matrix === null || matrix === undefined) return { x: 0, y: 0 }
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
    return { x: point.x, y: point.y }
  }
  const press = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = unitsAt(event)
    setDown({ from: at, last: at })
  }
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (down === null) return
    const at = unitsAt(event)
    if (!placing) setView(dragged(view, ppi, at.x - down.last.x, at.y - down.last.y))
    setDown({ ...down, last: at })
  }
  const release = (): void => {
    if (down !== null && placing) {
      const angle =
        Math.atan2(down.last.y - down.from.y, down.last.x - down.from.x) - (view.turn * Math.PI) / 180
      props.onPoint(pixelAt(view, ppi, down.from), angle)
    }
    setDown(null)
  }
  return { down, press, move, release }
}

function handleKey(
  key: string,
  { view, setView, ppi, tool, onPoint }: ViewerProps,
  cross: { at: Point; angle: number } | null,
  setCross: (cross: { at: Point; angle: number }) => void,
): boolean {
  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  const arrow = arrows[key]
  const now = cross ?? { at: { x: view.x, y: view.y }, angle: 0 }
  if (arrow !== undefined) {
    const [x, y] = arrow
    if (tool === 'move') setView(dragged(view, ppi, -x * STEP_UNITS * 2, -y * STEP_UNITS * 2))
    else {
      const step = 3 / scaleOf(view, ppi)
      const angle = (-view.turn * Math.PI) / 180
      const dx = (Math.cos(angle) * x - Math.sin(angle) * y) * step
      const dy = (Math.sin(angle) * x + Math.cos(angle) * y) * step
      setCross({ ...now, at: { x: now.at.x + dx, y: now.at.y + dy } })
    }
    return true
  }
  if (key === '+' || key === '=') setView(zoomed(view, KEY_ZOOM))
  else if (key === '-') setView(zoomed(view, 1 / KEY_ZOOM))
  else if (key === '[') setView(turned(view, -TURN_DEGREES))
  else if (key === ']') setView(turned(view, TURN_DEGREES))
  else if (key === ',' || key === '.')
    setCross({ ...now, angle: now.angle + ((key === '.' ? 1 : -1) * Math.PI) / 18 })
  else if (key === 'Enter' && tool !== 'move') onPoint(now.at, now.angle)
  else return false
  return true
}

function Cross({ at, angle, scale }: { at: Point; angle: number; scale: number }): ReactNode {
  const arm = ARM_UNITS / scale
  return (
    <g className={css['cross']} strokeWidth={1.5 / scale}>
      <line x1={at.x - arm} x2={at.x + arm} y1={at.y} y2={at.y} />
      <line y1={at.y - arm} y2={at.y + arm} x1={at.x} x2={at.x} />
      <line x1={at.x} y1={at.y} x2={at.x + 2 * arm * Math.cos(angle)} y2={at.y + 2 * arm * Math.sin(angle)} />
    </g>
  )
}

/** Shapes tell what colours tell too: circle from the analysis, square from later, triangle by the engine. */
function Overlay({ marks, region, numbered, line, scale }: ViewerProps & { scale: number }): ReactNode {
  const unit = 1 / scale
  const points = (list: readonly Point[]): string => list.map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <g strokeWidth={2 * unit}>
      {region.length > 1 && <polygon points={points(region)} className={css['region']} />}
      {marks.map(({ x, y, angle, is, origin }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- marks have no other name
        <g key={i} className={css['mark']} data-origin={origin} data-is={is}>
          <Shape x={x} y={y} r={MARK_UNITS * unit} origin={origin} />
          <line
            x1={x}
            y1={y}
            x2={x + ARM_UNITS * unit * Math.cos(angle)}
            y2={y + ARM_UNITS * unit * Math.sin(angle)}
          />
        </g>
      ))}
      {numbered.map(({ x, y }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- the number is the name
        <text
          key={i}
          x={x + 6 * unit}
          y={y - 6 * unit}
          fontSize={17 * unit}
          strokeWidth={3 * unit}
          className={css['number']}
        >
          {i + 1}
        </text>
      ))}
      {line.length === 2 && <polyline points={points(line)} className={css['measure']} />}
    </g>
  )
}

function Shape({
  x,
  y,
  r,
  origin,
}: {
  x: number
  y: number
  r: number
  origin: ShownMark['origin']
}): ReactNode {
  if (origin === 'later') return <rect x={x - r} y={y - r} width={2 * r} height={2 * r} />
  if (origin === 'engine') return <path d={`M${x} ${y - r} l${r} ${1.7 * r} h${-2 * r} z`} />
  return <circle cx={x} cy={y} r={r} />
}
