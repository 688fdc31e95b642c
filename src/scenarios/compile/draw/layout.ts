import type { Chain, Layout, LayoutBox, LayoutEdge, PlacedEdge, Point, RankedEdge, Vertex } from './layout-types.ts'
import { orderLayers } from './order-layers.ts'
import { placeLayers } from './place-layers.ts'
import { rankGraph } from './rank-graph.ts'

const GAP_ABOVE_LABELS = 18
const GAP_BETWEEN_LAYERS = 26

/**
 * Lays a directed graph out in layers, after Sugiyama, Tagawa and Toda (1981): cycles are turned, boxes ranked by longest path, long arrows broken
 * at layers, layers ordered by barycentres, and x found by least squares in each layer. Labels are vertices of layers of their own, so that
 * nothing overlaps. Deterministic.
 */
export function layOut(boxes: readonly LayoutBox[], edges: readonly LayoutEdge[], first: string): Layout {
  const { ranks, ranked } = rankGraph(
    boxes.map(({ id }) => id),
    edges,
    first,
  )
  const layers: Vertex[][] = []
  const put = (vertex: Vertex): Vertex => {
    while (layers.length <= vertex.layer) layers.push([])
    layers[vertex.layer]?.push(vertex)
    return vertex
  }
  // Boxes stand in even layers, labels in the odd ones below the box that they leave.
  const vertices = new Map<string, Vertex>()
  for (const box of boxes) vertices.set(box.id, put({ ...box, layer: (ranks.get(box.id) ?? 0) * 2, kind: 'box', x: 0 }))
  const chains = ranked.flatMap((edge, index) => chainOf(edge, index, vertices, put))
  const stretches = chains.flatMap(({ vertices: chain }) =>
    chain.slice(1).map((lower, index) => ({ upper: chain[index] ?? lower, lower })),
  )
  orderLayers(layers, stretches)
  const width = placeLayers(layers, stretches, chains)
  return finish(layers, chains, boxes, vertices, width)
}

function chainOf(
  ranked: RankedEdge,
  index: number,
  vertices: ReadonlyMap<string, Vertex>,
  put: (vertex: Vertex) => Vertex,
): readonly Chain[] {
  const upper = vertices.get(ranked.upper)
  const lower = vertices.get(ranked.lower)
  if (upper === undefined || lower === undefined) return []
  // Next to the box that it leaves: below it, or above it when the arrow goes up.
  const labelLayer = ranked.isReturn ? lower.layer - 1 : upper.layer + 1
  const between: Vertex[] = []
  for (let layer = upper.layer + 1; layer < lower.layer; layer++) {
    const isLabel = layer === labelLayer && ranked.edge.labelWidth > 0
    between.push(
      put({
        id: `${index}:${layer}`,
        layer,
        width: isLabel ? ranked.edge.labelWidth : 6,
        height: isLabel ? ranked.edge.labelHeight : 0,
        kind: isLabel ? 'label' : 'bend',
        x: 0,
      }),
    )
  }
  return [{ ranked, vertices: [upper, ...between, lower] }]
}

function finish(
  layers: readonly (readonly Vertex[])[],
  chains: readonly Chain[],
  boxes: readonly LayoutBox[],
  vertices: ReadonlyMap<string, Vertex>,
  width: number,
): Layout {
  const tops: number[] = []
  const heights: number[] = []
  let y = 0
  for (const [index, layer] of layers.entries()) {
    const height = Math.max(0, ...layer.map(vertex => vertex.height))
    tops.push(y)
    heights.push(height)
    y += height + (index % 2 === 0 ? GAP_ABOVE_LABELS : GAP_BETWEEN_LAYERS)
  }
  const top = (vertex: Vertex): number => tops[vertex.layer] ?? 0
  const bottom = (vertex: Vertex): number => top(vertex) + (heights[vertex.layer] ?? 0)
  const ports = assignPorts(chains)
  const edges = chains.map(chain => routeChain(chain, top, bottom, ports))
  const placed = boxes.map(box => {
    const vertex = vertices.get(box.id)
    return [box.id, { ...box, x: vertex?.x ?? 0, y: vertex === undefined ? 0 : top(vertex) + box.height / 2 }] as const
  })
  return { width, height: y, boxes: new Map(placed), edges }
}

function routeChain(
  { ranked, vertices }: Chain,
  top: (vertex: Vertex) => number,
  bottom: (vertex: Vertex) => number,
  ports: ReadonlyMap<string, number>,
): PlacedEdge {
  const first = vertices[0] as Vertex
  const last = vertices[vertices.length - 1] as Vertex
  const port = ports.get(portKey(ranked, 'lower side')) ?? first.x
  // Straight down past the taller boxes beside it, then off.
  const points: Point[] = [
    { x: port, y: top(first) + first.height },
    { x: port, y: bottom(first) },
  ]
  let label: Point | undefined
  for (const vertex of vertices.slice(1, -1)) {
    points.push({ x: vertex.x, y: top(vertex) }, { x: vertex.x, y: bottom(vertex) })
    if (vertex.kind === 'label') label = { x: vertex.x, y: (top(vertex) + bottom(vertex)) / 2 }
  }
  const end = { x: ports.get(portKey(ranked, 'upper side')) ?? last.x, y: top(last) }
  points.push(end, end)
  return { edge: ranked.edge, points: ranked.isReturn ? points.reverse() : points, label, isReturn: ranked.isReturn }
}

function portKey(ranked: RankedEdge, side: 'lower side' | 'upper side'): string {
  return `${ranked.edge.from}→${ranked.edge.to} ${side}`
}

/** Spreads the arrows of a box along its sides, in the order of where they come from and go to. */
function assignPorts(chains: readonly Chain[]): ReadonlyMap<string, number> {
  const sides = new Map<string, { vertex: Vertex; ends: { key: string; towards: number }[] }>()
  const add = (vertex: Vertex, side: 'lower side' | 'upper side', chain: Chain, next: Vertex): void => {
    const key = `${vertex.id} ${side}`
    const known = sides.get(key) ?? { vertex, ends: [] }
    known.ends.push({ key: portKey(chain.ranked, side), towards: next.x })
    sides.set(key, known)
  }
  for (const chain of chains) {
    const { vertices } = chain
    const [first, second] = vertices
    const [beforeLast, last] = vertices.slice(-2)
    if (first !== undefined && second !== undefined) add(first, 'lower side', chain, second)
    if (last !== undefined && beforeLast !== undefined) add(last, 'upper side', chain, beforeLast)
  }
  const ports = new Map<string, number>()
  for (const { vertex, ends } of sides.values()) {
    ends.sort((a, b) => a.towards - b.towards)
    const step = Math.min(26, (vertex.width - 40) / Math.max(1, ends.length - 1))
    for (const [index, end] of ends.entries()) ports.set(end.key, vertex.x + (index - (ends.length - 1) / 2) * step)
  }
  return ports
}
