import type { Chain, Stretch, Vertex } from './layout-types.ts'

const SPACE = { box: 34, label: 12, bend: 12 } as const
const ROUNDS = 60

/**
 * Finds x for every vertex, keeping each layer's order and distances: again and again each layer moves towards the weighted mean of its neighbours
 * (bends the most, so that long arrows run straight), which is isotonic regression, solved exactly by pooling. Gives the whole width.
 */
export function placeLayers(
  layers: readonly (readonly Vertex[])[],
  stretches: readonly Stretch[],
  chains: readonly Chain[],
): number {
  const near = new Map<Vertex, { other: Vertex; weight: number }[]>()
  for (const { upper, lower } of stretches) {
    const weight = weightOf(upper, lower)
    for (const [vertex, other] of [
      [upper, lower],
      [lower, upper],
    ] as const) {
      const known = near.get(vertex)
      if (known === undefined) near.set(vertex, [{ other, weight }])
      else known.push({ other, weight })
    }
  }
  for (const layer of layers) {
    spread(
      layer,
      layer.map(() => 0),
      layer.map(() => 1),
    )
  }
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? layers : [...layers].reverse()
    for (const layer of order) moveLayer(layer, near)
  }
  for (let round = 0; round < 4; round++) straighten(layers, chains)
  const lefts = layers.flat().map(({ x, width }) => x - width / 2)
  const rights = layers.flat().map(({ x, width }) => x + width / 2)
  const left = Math.min(...lefts)
  for (const vertex of layers.flat()) vertex.x -= left
  return Math.max(...rights) - left
}

function weightOf(upper: Vertex, lower: Vertex): number {
  const boxes = [upper, lower].filter(({ kind }) => kind === 'box').length
  return boxes === 0 ? 8 : boxes === 1 ? 2 : 1
}

function moveLayer(layer: readonly Vertex[], near: ReadonlyMap<Vertex, readonly { other: Vertex; weight: number }[]>): void {
  const wanted: number[] = []
  const weights: number[] = []
  for (const vertex of layer) {
    const others = near.get(vertex) ?? []
    const weight = others.reduce((sum, other) => sum + other.weight, 0)
    wanted.push(weight === 0 ? vertex.x : others.reduce((sum, { other, weight }) => sum + other.x * weight, 0) / weight)
    weights.push(Math.max(weight, 0.1))
  }
  spread(layer, wanted, weights)
}

/** Puts a layer's vertices as near to where they want to be as their distances allow (pool adjacent violators). */
function spread(layer: readonly Vertex[], wanted: readonly number[], weights: readonly number[]): void {
  const offsets: number[] = []
  let offset = 0
  for (const [index, vertex] of layer.entries()) {
    const before = layer[index - 1]
    if (before !== undefined) offset += distance(before, vertex)
    offsets.push(offset)
  }
  const pools: { mean: number; weight: number; size: number }[] = []
  for (const [index] of layer.entries()) {
    pools.push({ mean: (wanted[index] ?? 0) - (offsets[index] ?? 0), weight: weights[index] ?? 1, size: 1 })
    for (let last = pools.at(-1), before = pools.at(-2); last && before && before.mean > last.mean; ) {
      const weight = before.weight + last.weight
      pools.splice(-2, 2, {
        mean: (before.mean * before.weight + last.mean * last.weight) / weight,
        weight,
        size: before.size + last.size,
      })
      last = pools.at(-1)
      before = pools.at(-2)
    }
  }
  let index = 0
  for (const { mean, size } of pools) {
    for (let count = 0; count < size; count++, index++) {
      const vertex = layer[index]
      if (vertex !== undefined) vertex.x = mean + (offsets[index] ?? 0)
    }
  }
}

function distance(left: Vertex, right: Vertex): number {
  return left.width / 2 + right.width / 2 + Math.max(SPACE[left.kind], SPACE[right.kind])
}

/** Gives as many bends of an arrow as possible one x, where there is room between their neighbours. */
function straighten(layers: readonly (readonly Vertex[])[], chains: readonly Chain[]): void {
  const room = (vertex: Vertex): readonly [number, number] => {
    const layer = layers[vertex.layer] ?? []
    const place = layer.indexOf(vertex)
    const left = layer[place - 1]
    const right = layer[place + 1]
    return [
      left === undefined ? Number.NEGATIVE_INFINITY : left.x + distance(left, vertex),
      right === undefined ? Number.POSITIVE_INFINITY : right.x - distance(vertex, right),
    ]
  }
  for (const { vertices } of chains) {
    const inner = vertices.slice(1, -1)
    for (let begin = 0; begin < inner.length; ) {
      let [low, high] = room(inner[begin] as Vertex)
      let end = begin + 1
      for (; end < inner.length; end++) {
        const [left, right] = room(inner[end] as Vertex)
        if (Math.max(low, left) > Math.min(high, right)) break
        low = Math.max(low, left)
        high = Math.min(high, right)
      }
      const run = inner.slice(begin, end)
      const mean = run.reduce((sum, { x }) => sum + x, 0) / run.length
      for (const vertex of run) vertex.x = Math.min(Math.max(mean, low), high)
      begin = end
    }
  }
}
