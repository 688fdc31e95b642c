// Prints the figures of docs/reference/performance.md, all in one run. Run: npm run bench (about two minutes; Linux).
import { cpus } from 'node:os'
import { measureCompile } from './check-and-compile.ts'
import { measureServerTurns } from './server-turns.ts'
import { measureCalls } from './simulated-calls.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const round = (value: number, digits = 0): string => value.toFixed(digits)

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`)
print('')
const calls = await measureCalls()
print(
  `simulated calls      ${round(calls.callsPerCpuSecond)} confirmation calls of ${calls.turns} prompts per second of CPU   (target 1,000)`,
)
print(`heap of a live call  ${round(calls.heapPerCallKb, 1)} kB   (target 40)`)
const compile = measureCompile()
print(
  `check and compile    ${compile.steps} steps, ${round(compile.bytes / 1024)} kB: ${round(compile.oursMs)} ms, bare yaml parse ${round(compile.yamlMs)} ms: ${round(compile.oursMs / compile.yamlMs, 2)} ×   (target 2 ×)`,
)
const server = await measureServerTurns()
print(
  `server CPU a turn    ${round(server.ours.cpuUs)} µs, hand-written on node-client-ws ${round(server.byHand.cpuUs)} µs: ${round(server.ours.cpuUs / server.byHand.cpuUs, 2)} ×   (target 1.5 ×)`,
)
print(
  `answer to next verb  p50 ${round(server.ours.p50Ms, 1)} ms, p99 ${round(server.ours.p99Ms, 1)} ms; hand-written p50 ${round(server.byHand.p50Ms, 1)} ms, p99 ${round(server.byHand.p99Ms, 1)} ms   (200 calls at once)`,
)
