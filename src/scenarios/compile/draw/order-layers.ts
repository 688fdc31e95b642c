import type { Stretch, Vertex } from './layout-types.ts'

const SWEEPS = 24

/** Orders the vertices of each layer so that few arrows cross: sweeps of barycentres down and up, then swaps of neighbours; the best order is kept. */
export function orderLayers(layers: Vertex[][], stretches: readonly Stretch[]): void {
  const above = neighbours(stretches, 'lower', 'upper')
  const below = neighbours(stretches, 'upper', 'lower')
  let best = layers.map(layer => [...layer])
  let fewest = countCrossings(layers, below)
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const isDown = sweep % 2 === 0
    const indices = layers.map((_, index) => index)
    for (const index of isDown ? indices.slice(1) : indices.reverse().slice(1)) {
      sortByBarycentre(layers, index, isDown ? -1 : 1, isDown ? above : below)
    }
    swapNeighbours(layers, above, below)
    const crossings = countCrossings(layers, below)
    if (crossings >= fewest) continue
    fewest = crossings
    best = layers.map(layer => [...layer])
  }
  for (const [index, layer] of best.entries()) layers[index] = layer
}

type Neighbours = ReadonlyMap<Vertex, readonly Vertex[]>

function neighbours(stretches: readonly Stretch[], of: keyof Stretch, is: keyof Stretch): Neighbours {
  const map = new Map<Vertex, Vertex[]>()
  for (const stretch of stretches) {
    const known = map.get(stretch[of])
    if (known === undefined) map.set(stretch[of], [stretch[is]])
    else known.push(stretch[is])
  }
  return map
}

function positions(layer: readonly Vertex[] | undefined): ReadonlyMap<Vertex, number> {
  return new Map((layer ?? []).map((vertex, index) => [vertex, index]))
}

function sortByBarycentre(layers: Vertex[][], index: number, towards: -1 | 1, near: Neighbours): void {
  const fixed = positions(layers[index + towards])
  const layer = layers[index] ?? []
  const keys = new Map(
    layer.map((vertex, position) => {
      const places = (near.get(vertex) ?? []).map(other => fixed.get(other) ?? 0)
      return [vertex, places.length === 0 ? position : places.reduce((sum, place) => sum + place, 0) / places.length]
    }),
  )
  layers[index] = [...layer].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
}

function swapNeighbours(layers: Vertex[][], above: Neighbours, below: Neighbours): void {
  for (const [index, layer] of layers.entries()) {
    const upper = positions(layers[index - 1])
    const lower = positions(layers[index + 1])
    for (let changed = true, rounds = 0; changed && rounds < 8; rounds++) {
      changed = false
      for (let place = 0; place + 1 < layer.length; place++) {
        const left = layer[place] as Vertex
        const right = layer[place + 1] as Vertex
        const now = crossingsOfPair(left, right, above, upper) + crossingsOfPair(left, right, below, lower)
        const swapped = crossingsOfPair(right, left, above, upper) + crossingsOfPair(right, left, below, lower)
        if (swapped >= now) continue
        layer[place] = right
        layer[place + 1] = left
        changed = true
      }
    }
  }
}

function crossingsOfPair(left: Vertex, right: Vertex, near: Neighbours, places: ReadonlyMap<Vertex, number>): number {
  let crossings = 0
  for (const a of near.get(left) ?? []) {
    for (const b of near.get(right) ?? []) if ((places.get(a) ?? 0) > (places.get(b) ?? 0)) crossings++
  }
  return crossings
}

function countCrossings(layers: readonly (readonly Vertex[])[], below: Neighbours): number {
  let crossings = 0
  for (const [index, layer] of layers.entries()) {
    const lower = positions(layers[index + 1])
    const ends = layer.flatMap(vertex => (below.get(vertex) ?? []).map(other => lower.get(other) ?? 0).sort((a, b) => a - b))
    for (let i = 0; i < ends.length; i++) {
      for (let j = i + 1; j < ends.length; j++) if ((ends[i] ?? 0) > (ends[j] ?? 0)) crossings++
    }
  }
  return crossings
}
