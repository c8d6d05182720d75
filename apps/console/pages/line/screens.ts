import { lazy, type ComponentType } from 'react'

interface ScreenModule {
  readonly Screen: ComponentType
}

/** Workbenches of the lines, each its own chunk, loaded when its address is opened. */
const modules = import.meta.glob<ScreenModule>([
  '../../../../lines/*/*/screens/index.tsx',
  '../../../../programme/*/screens/index.tsx',
  '../../../../network/screens/index.tsx',
])

/** What is regional is the network's own; the programme is a room beside the lines. */
function pathOf(line: string, capability: string): string {
  if (line === 'regional') return '../../../../network/screens/index.tsx'
  const room = line === 'programme' ? line : `lines/${line}`
  return `../../../../${room}/${capability}/screens/index.tsx`
}

export function hasScreen(line: string, capability: string): boolean {
  return modules[pathOf(line, capability)] !== undefined
}

const known = new Map<string, ComponentType>()

/** The workbench as a component that loads itself; the same one every time, null where there is none. */
export function screenOf(line: string, capability: string): ComponentType | null {
  const path = pathOf(line, capability)
  const load = modules[path]
  if (load === undefined) return null
  const found = known.get(path) ?? lazy(async () => ({ default: (await load()).Screen }))
  known.set(path, found)
  return found
}
