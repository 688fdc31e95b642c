import { once } from 'node:events'
import { StringDecoder } from 'node:string_decoder'
import type { CliWorld } from './cli.ts'

/** The answer to a line that nothing can be said of. */
interface LineError {
  readonly error: string
}

/**
 * Answers JSON Lines: one JSON on each line of standard input, one on each line of standard output, in the same order, as they come.
 * A line that is no JSON is answered by an error of its own, which never repeats the line. Resolves at the end of the input.
 * @param answer gets the parsed line; what it throws is a bug and ends the run
 */
export async function answerJsonLines(world: CliWorld, answer: (request: unknown) => object | Promise<object>): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let isFirst = true
  const say = async (lines: readonly string[]): Promise<void> => {
    let out = ''
    for (const line of lines) {
      const parsed = parse(isFirst ? line.replace(/^\ufeff/, '') : line)
      isFirst = false
      const answered = parsed.kind === 'error' ? ({ error: parsed.error } satisfies LineError) : answer(parsed.request)
      out += `${JSON.stringify(answered instanceof Promise ? await answered : answered)}\n`
    }
    // Whoever reads slower than we answer is waited for.
    if (out !== '' && !world.stdout.write(out)) await Promise.race([once(world.stdout, 'drain'), once(world.stdout, 'close')])
  }
  for await (const chunk of world.stdin) {
    rest += typeof chunk === 'string' ? chunk : decoder.write(chunk as Buffer)
    // Only at line feeds: JSON may hold the other separators that Unicode has for lines.
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    await say(lines)
  }
  rest += decoder.end()
  if (rest !== '') await say([rest])
}

function parse(
  line: string,
): { readonly kind: 'request'; readonly request: unknown } | { readonly kind: 'error'; readonly error: string } {
  if (line.trim() === '') return { kind: 'error', error: 'the line is empty' }
  try {
    return { kind: 'request', request: JSON.parse(line) as unknown }
  } catch {
    return { kind: 'error', error: 'the line is no JSON' }
  }
}
