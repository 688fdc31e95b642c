// Prints the figures of docs/reference/performance.md, all in one run, or those of the parts named: npm run bench [calls] [compile] [server] (Linux).
import { cpus } from 'node:os'
import { measureCompile } from './check-and-compile.ts'
import { measureServerTurns } from './server-turns.ts'
import { measureCalls } from './simulated-calls.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const round = (value: number, digits = 0): string => value.toFixed(digits)

const PARTS: Readonly<Record<string, () => void | Promise<void>>> = {
  async calls() {
    const calls = await measureCalls()
    print(
      `simulated calls      ${round(calls.callsPerCpuSecond)} confirmation calls of ${calls.turns} prompts per second of CPU   (target 1,000)`,
    )
    print(`heap of a live call  ${round(calls.heapPerCallKb, 1)} kB   (target 40)`)
  },
  compile() {
    const compile = measureCompile()
    print(
      `check and compile    ${compile.steps} steps, ${round(compile.bytes / 1024)} kB: ${round(compile.oursMs)} ms, bare yaml parse ${round(compile.yamlMs)} ms: ${round(compile.oursMs / compile.yamlMs, 2)} ×   (target 2 ×)`,
    )
  },
  async server() {
    const { ours, byHand } = await measureServerTurns()
    print(
      `server CPU a turn    ${round(ours.cpuUs)} µs, hand-written on node-client-ws ${round(byHand.cpuUs)} µs: ${round(ours.cpuUs / byHand.cpuUs, 2)} ×   (target 1.5 ×)`,
    )
    print(
      `answer to next verb  p50 ${round(ours.p50Ms, 1)} ms, p99 ${round(ours.p99Ms, 1)} ms; hand-written p50 ${round(byHand.p50Ms, 1)} ms, p99 ${round(byHand.p99Ms, 1)} ms   (200 calls at once)`,
    )
  },
}

const named = process.argv.slice(2)
const unknown = named.find(name => !Object.hasOwn(PARTS, name))
if (unknown !== undefined) throw new Error(`there is no part "${unknown}"; parts are: ${Object.keys(PARTS).join(', ')}`)
print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`)
print('')
for (const [name, measure] of Object.entries(PARTS)) if (named.length === 0 || named.includes(name)) await measure()
