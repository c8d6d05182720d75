import cat001 from '../spec/cat001.json' with { type: 'json' }
import cat002 from '../spec/cat002.json' with { type: 'json' }
import cat004 from '../spec/cat004.json' with { type: 'json' }
import cat008 from '../spec/cat008.json' with { type: 'json' }
import cat010 from '../spec/cat010.json' with { type: 'json' }
import cat019 from '../spec/cat019.json' with { type: 'json' }
import cat020 from '../spec/cat020.json' with { type: 'json' }
import cat021 from '../spec/cat021.json' with { type: 'json' }
import cat023 from '../spec/cat023.json' with { type: 'json' }
import cat025 from '../spec/cat025.json' with { type: 'json' }
import cat034 from '../spec/cat034.json' with { type: 'json' }
import cat048 from '../spec/cat048.json' with { type: 'json' }
import cat062 from '../spec/cat062.json' with { type: 'json' }
import cat063 from '../spec/cat063.json' with { type: 'json' }
import cat065 from '../spec/cat065.json' with { type: 'json' }
import cat205 from '../spec/cat205.json' with { type: 'json' }
import cat240 from '../spec/cat240.json' with { type: 'json' }
import cat247 from '../spec/cat247.json' with { type: 'json' }
import type { Specification } from '../spec/model.ts'

/** Every specification carried, by category. */
export const SPECIFICATIONS: readonly Specification[] = [
  cat001,
  cat002,
  cat004,
  cat008,
  cat010,
  cat019,
  cat020,
  cat021,
  cat023,
  cat025,
  cat034,
  cat048,
  cat062,
  cat063,
  cat065,
  cat205,
  cat240,
  cat247,
].map((spec) => spec as unknown as Specification)

const BY_CATEGORY = new Map(SPECIFICATIONS.map((spec) => [spec.category, spec]))

export function specificationOf(category: number): Specification | null {
  return BY_CATEGORY.get(category) ?? null
}
