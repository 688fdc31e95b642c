// A thread that adds text to files, in order, and says of each command what the system said: nothing, or a code.
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { readSystemCode } from '../../engine/operational-error.ts'

/** What the thread is told to do. */
export type AppendCommand =
  | { readonly kind: 'add'; readonly path: string; readonly text: string }
  | { readonly kind: 'open' | 'close' | 'remove'; readonly path: string }
/** What became of a batch of commands: the system's code where one failed. */
export type AppendResults = readonly (string | undefined)[]

const descriptors = new Map<string, number>()

function openFile(path: string): number {
  const descriptor = descriptors.get(path) ?? openSync(path, 'a', 0o600)
  descriptors.set(path, descriptor)
  return descriptor
}

function closeFile(path: string): void {
  const descriptor = descriptors.get(path)
  descriptors.delete(path)
  if (descriptor !== undefined) closeSync(descriptor)
}

function run(command: AppendCommand): void {
  switch (command.kind) {
    case 'open':
      openFile(command.path)
      return
    case 'add':
      writeFileSync(openFile(command.path), command.text)
      return
    case 'close':
      closeFile(command.path)
      return
    case 'remove':
      unlinkSync(command.path)
      return
    default:
      command satisfies never
  }
}

function tryTo(command: AppendCommand): string | undefined {
  try {
    run(command)
    return undefined
  } catch (error) {
    return readSystemCode(error) ?? 'unknown'
  }
}

parentPort?.on('message', (commands: readonly AppendCommand[]) =>
  parentPort?.postMessage(commands.map(tryTo) satisfies AppendResults),
)
