/** A box to be placed; sizes in pixels. */
export interface LayoutBox {
  readonly id: string
  readonly width: number
  readonly height: number
}
/** An arrow between boxes, with the size of its label (0 where it has none). */
export interface LayoutEdge {
  readonly from: string
  readonly to: string
  readonly labelWidth: number
  readonly labelHeight: number
}
/** A place in the picture, in pixels from its upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}
/** A placed box; `x` and `y` are its centre. */
export interface PlacedBox extends LayoutBox, Point {}
/** A routed arrow: vertical runs through layers, to be joined by curves. `label` is the centre of its label. */
export interface PlacedEdge {
  readonly edge: LayoutEdge
  /** Pairs of points: the upper and lower end of each vertical run, in the arrow's direction. */
  readonly points: readonly Point[]
  readonly label: Point | undefined
  /** Against the flow: back up. */
  readonly isReturn: boolean
}
/** All boxes and arrows with their places, and the size of the whole. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<string, PlacedBox>
  readonly edges: readonly PlacedEdge[]
}

/** A vertex of the layered graph: a box, a label, or a bend of a long arrow. */
export interface Vertex {
  readonly id: string
  readonly layer: number
  readonly width: number
  readonly height: number
  readonly kind: 'box' | 'label' | 'bend'
  x: number
}
/** A stretch of an arrow between neighbouring layers, always downwards. */
export interface Stretch {
  readonly upper: Vertex
  readonly lower: Vertex
}
/** An arrow with its upper and lower end; `isReturn` where the arrow points up. */
export interface RankedEdge {
  readonly edge: LayoutEdge
  readonly upper: string
  readonly lower: string
  readonly isReturn: boolean
}
/** An arrow as a chain of vertices from top to bottom. */
export interface Chain {
  readonly ranked: RankedEdge
  readonly vertices: readonly Vertex[]
}
