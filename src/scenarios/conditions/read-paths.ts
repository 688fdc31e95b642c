import type { ASTNode } from '@marcbachmann/cel-js'

/** Visits every node of a condition, parents first. */
export function walk(node: ASTNode, visit: (node: ASTNode) => void): void {
  visit(node)
  for (const child of childrenOf(node)) walk(child, visit)
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return node.args
  }
}

/** `appointment.prep` of the node that reads it; undefined for anything but a chain of names. */
export function pathOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args
  if (node.op !== '.') return undefined
  const parent = pathOf(node.args[0])
  return parent === undefined ? undefined : `${parent}.${node.args[1]}`
}

/** The path that `has(path)` tests; undefined for any other node. */
function testedBy(node: ASTNode): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'got') return undefined
  const [tested] = node.args[1]
  return tested === undefined ? undefined : pathOf(tested)
}

/** Paths that are surely there when the node is `holds`. */
function provedBy(node: ASTNode, holds: boolean): readonly string[] {
  const tested = testedBy(node)
  if (tested !== undefined) return holds ? [tested] : []
  if (node.op === '!_') return provedBy(node.args, !holds)
  if ((node.op === '&&' && holds) || (node.op === '||' && !holds))
    return [...provedBy(node.args[0], holds), ...provedBy(node.args[1], holds)]
  if (node.op === '&&' || node.op === '||') {
    const right = new Set(provedBy(node.args[1], holds))
    return provedBy(node.args[0], holds).filter(path => right.has(path))
  }
  return []
}

/** What a condition reads outside has(), and what is proved to be there where it holds and where it does not. */
export function readPathsOf(ast: ASTNode): {
  reads: readonly string[]
  proves: readonly string[]
  provesElse: readonly string[]
} {
  const reads: string[] = []
  collectReads(ast, [], path => reads.push(path))
  return { reads: [...new Set(reads)], proves: provedBy(ast, true), provesElse: provedBy(ast, false) }
}

/** Reads of paths that may be missing, where no has() before them has tested the path. */
export function findUnguarded(
  ast: ASTNode,
  mayBeMissing: (path: string) => boolean,
): readonly { path: string; start: number; end: number }[] {
  const found: { path: string; start: number; end: number }[] = []
  collectReads(ast, [], (path, node, proved) => {
    if (mayBeMissing(path) && !proved.some(known => path === known || path.startsWith(`${known}.`)))
      found.push({ path, start: node.start, end: node.end })
  })
  return found
}

function collectReads(
  node: ASTNode,
  proved: readonly string[],
  found: (path: string, node: ASTNode, proved: readonly string[]) => void,
): void {
  if (testedBy(node) !== undefined) return
  const path = pathOf(node)
  if (path !== undefined) {
    found(path, node, proved)
    return
  }
  if (node.op === '&&' || node.op === '||') {
    collectReads(node.args[0], proved, found)
    collectReads(node.args[1], [...proved, ...provedBy(node.args[0], node.op === '&&')], found)
  } else if (node.op === '?:') {
    collectReads(node.args[0], proved, found)
    collectReads(node.args[1], [...proved, ...provedBy(node.args[0], true)], found)
    collectReads(node.args[2], [...proved, ...provedBy(node.args[0], false)], found)
  } else for (const child of childrenOf(node)) collectReads(child, proved, found)
}
