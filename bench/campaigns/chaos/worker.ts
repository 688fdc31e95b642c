// One process of a chaos run, begun quickly: its parent kills it soon.
import module from 'node:module'

module.enableCompileCache()
await import('./run-worker.ts')
// A process that is killed writes nothing at its end.
module.flushCompileCache()
