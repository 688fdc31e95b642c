import type { LayoutEdge, RankedEdge } from './layout-types.ts'

/** Ranks boxes from the first one downwards: every arrow but those that close a cycle goes down. */
export function rankGraph(
  ids: readonly string[],
  edges: readonly LayoutEdge[],
  first: string,
): { readonly ranks: ReadonlyMap<string, number>; readonly ranked: readonly RankedEdge[] } {
  const out = new Map<string, LayoutEdge[]>(ids.map(id => [id, []]))
  for (const edge of edges) if (edge.from !== edge.to) out.get(edge.from)?.push(edge)
  const { order, returns } = walkDepthFirst([first, ...ids], out)
  const ranked = edges
    .filter(edge => edge.from !== edge.to)
    .map(edge => {
      const isReturn = returns.has(edge)
      return { edge, upper: isReturn ? edge.to : edge.from, lower: isReturn ? edge.from : edge.to, isReturn }
    })
  return { ranks: tighten(order, ranked, rankByLongestPath(order, ranked)), ranked }
}

/** Reverse postorder, and the arrows that lead back to a box whose walk has not ended. */
function walkDepthFirst(
  starts: readonly string[],
  out: ReadonlyMap<string, readonly LayoutEdge[]>,
): { readonly order: readonly string[]; readonly returns: ReadonlySet<LayoutEdge> } {
  const state = new Map<string, 'open' | 'done'>()
  const returns = new Set<LayoutEdge>()
  const postorder: string[] = []
  for (const start of starts) {
    if (state.has(start) || !out.has(start)) continue
    state.set(start, 'open')
    // An explicit stack: a scenario of 600 steps in a row must not be too deep.
    const stack: { id: string; next: number }[] = [{ id: start, next: 0 }]
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { id: string; next: number }
      const edge = out.get(top.id)?.[top.next++]
      if (edge === undefined) {
        state.set(top.id, 'done')
        postorder.push(top.id)
        stack.pop()
      } else if (state.get(edge.to) === 'open') returns.add(edge)
      else if (!state.has(edge.to) && out.has(edge.to)) {
        state.set(edge.to, 'open')
        stack.push({ id: edge.to, next: 0 })
      }
    }
  }
  return { order: postorder.reverse(), returns }
}

function rankByLongestPath(order: readonly string[], ranked: readonly RankedEdge[]): Map<string, number> {
  const ranks = new Map(order.map(id => [id, 0]))
  const down = groupBy(ranked, ({ upper }) => upper)
  // Down arrows go forwards in this order, so one pass is enough; a turned arrow may not, hence a few.
  for (let pass = 0, changed = true; changed && pass < order.length; pass++) {
    changed = false
    for (const id of order) {
      for (const { lower } of down.get(id) ?? []) {
        const wanted = (ranks.get(id) ?? 0) + 1
        if ((ranks.get(lower) ?? 0) >= wanted) continue
        ranks.set(lower, wanted)
        changed = true
      }
    }
  }
  return ranks
}

/** Moves boxes down to where their arrows are shortest, without turning any. */
function tighten(
  order: readonly string[],
  ranked: readonly RankedEdge[],
  ranks: Map<string, number>,
): ReadonlyMap<string, number> {
  const down = groupBy(ranked, ({ upper }) => upper)
  const up = groupBy(ranked, ({ lower }) => lower)
  for (const id of [...order].reverse()) {
    const below = (down.get(id) ?? []).map(({ lower }) => ranks.get(lower) ?? 0)
    const above = up.get(id) ?? []
    // Only a box that more arrows leave than enter gains by moving towards what follows.
    if (below.length > above.length && above.length > 0) ranks.set(id, Math.min(...below) - 1)
  }
  return ranks
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
