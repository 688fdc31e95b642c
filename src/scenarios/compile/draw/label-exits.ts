import type { TransitionJson } from '../machine-json.ts'

/** Names all transitions of a step as its author would; those that the policy added are left out. */
export function labelExits(
  kind: string,
  transitions: readonly TransitionJson[],
): readonly { readonly label: string; readonly transition: TransitionJson }[] {
  const written = transitions.filter(({ meta }) => meta?.by !== 'policy')
  const conditional = new Set<string>()
  const named = written.map(transition => {
    const { what, condition } = readGuard(kind, transition)
    if (condition === undefined) return { label: conditional.has(what) ? joinWords(what, 'else') : what, transition }
    conditional.add(what)
    return { label: joinWords(what, condition), transition }
  })
  const targets = new Set(named.map(({ transition }) => transition.target))
  // One way on needs no word, unless the author wrote one.
  const isPlain = named.some(({ label }) => label === '' || label === 'done' || label === 'heard')
  return targets.size === 1 && isPlain ? named.map(exit => ({ ...exit, label: '' })) : named
}

function joinWords(what: string, rest: string): string {
  return what === '' ? rest : `${what}: ${rest}`
}

function readGuard(kind: string, { guard }: TransitionJson): { readonly what: string; readonly condition: string | undefined } {
  if (guard === undefined) return { what: '', condition: undefined }
  const params = guard.params ?? {}
  // Conditions carry the scope that they are read in; plain guards do not.
  if (params['scope'] === undefined) return { what: nameHappening(kind, guard.type, params), condition: undefined }
  const is = typeof params['is'] === 'string' ? params['is'] : ''
  return { what: is === '' ? '' : nameHappening(kind, is, params), condition: guard.type.replace(/^[a-z/-]+: /, '') }
}

function nameHappening(kind: string, is: string, params: Readonly<Record<string, unknown>>): string {
  const own = params['meaning'] ?? params['name'] ?? params['result']
  if (typeof own === 'string') return own.replaceAll('_', ' ')
  if (is === 'values') return 'heard'
  if (is === 'empty') return 'if empty'
  if (is === 'bridged') return 'connected'
  if (is === 'done' && kind !== 'do') return ''
  return is.replaceAll('_', ' ')
}
