import type { MaritimeAsset } from '../contract/asset.ts'

export type AssetProblem =
  | { readonly code: 'down' }
  | { readonly code: 'grounded'; readonly text: string }
  | { readonly code: 'unqualified'; readonly text: string }

/** Why an asset may not be tasked: its readiness, a grounding defect, or a qualification nobody aboard holds unexpired. */
export function assetProblems(asset: MaritimeAsset, atMs: number): AssetProblem[] {
  const grounding = asset.defects.filter((defect) => defect.grounding)
  const held = new Set(
    asset.crew.flatMap((member) =>
      member.qualifications.filter((q) => Date.parse(q.until) > atMs).map((q) => q.name),
    ),
  )
  return [
    ...(asset.readiness === 'down' ? [{ code: 'down' } as const] : []),
    ...grounding.map(({ text }) => ({ code: 'grounded', text }) as const),
    ...asset.needs.filter((need) => !held.has(need)).map((text) => ({ code: 'unqualified', text }) as const),
  ]
}
