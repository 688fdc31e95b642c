import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const listSources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => join(folder, path))

/** Exports declared in a file that no doc comment precedes. Re-exports are documented where they are declared. */
const findUndocumented = (text: string): string[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const name = /^export (?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/.exec(line)?.[1]
    const before = lines[index - 1]?.trim() ?? ''
    // Overloads and a type made of a const of the same name stand directly below what documents them.
    const isDocumented =
      before.endsWith('*/') || before.startsWith('export ') || before.startsWith('] as const') || before.startsWith('} as const')
    return name === undefined || isDocumented ? [] : [name]
  })
}

describe('the house rules that no tool knows', () => {
  it('sees what is not documented', () => {
    expect(findUndocumented('\nexport function run(): void {}\n/** Yes. */\nexport const a = 1')).toEqual(['run'])
  })
  it('every export has a doc comment', () => {
    const missing = listSources('src').flatMap(path =>
      findUndocumented(readFileSync(path, 'utf8')).map(name => `${path}: ${name}`),
    )
    expect(missing).toEqual([])
  })
  it('every folder index says what comes in, what goes out and what it must not know', () => {
    const silent = listSources('src')
      .filter(path => path.endsWith('/index.ts') && path !== join('src', 'index.ts'))
      .filter(path => !/^(\/\/|\/\*\*)/.test(readFileSync(path, 'utf8')))
    expect(silent).toEqual([])
  })
  it('files stay near 100 lines in the median', () => {
    const lengths = listSources('src')
      .map(path => readFileSync(path, 'utf8').split('\n').length)
      .sort((one, other) => one - other)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(130)
  })
})
