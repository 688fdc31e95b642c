import { readVoiceChain } from '../../engine/speech/voice-chain.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { makeFinding } from '../../scenarios/source/make-finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourceFile, SourcePath } from '../../scenarios/source/source-file.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { VOICES_FILE, type Surroundings } from './read-surroundings.ts'

/** The vendor that the guides give our own speech service. */
const OURS = 'custom:trucada'
const PROVIDERS = ['azure', 'openai', 'espeak']

/** What voices.yaml says of scenarios and of our own speech service, and does not hold. Faults of its form have findings of their own. */
export function checkVoices(around: Pick<Surroundings, 'files'>, workspace: Workspace): readonly Finding[] {
  const text = around.files.get(VOICES_FILE)
  if (text === undefined) return []
  const { source, data } = parseSource(VOICES_FILE, text)
  if (!isGroup(data)) return []
  const findings = checkLanguages(source, ['voices'], data['voices'])
  const scenarios = isGroup(data['scenarios']) ? data['scenarios'] : {}
  const known = [...workspace.scenarios.keys()].sort()
  for (const [name, languages] of Object.entries(scenarios)) {
    const path = ['scenarios', name]
    if (!workspace.scenarios.has(name) && !workspace.unread.has(name))
      findings.push(
        makeFinding('voices/unknown-scenario', source, path, 'key', { scenario: name, nearest: suggest(name, known), known }),
      )
    findings.push(...checkLanguages(source, path, languages))
  }
  return findings
}

function checkLanguages(source: SourceFile, base: SourcePath, languages: unknown): Finding[] {
  if (!isGroup(languages)) return []
  return Object.entries(languages).flatMap(([language, voice]) => {
    const synthesizer = isGroup(voice) ? voice['synthesizer'] : undefined
    if (!isGroup(synthesizer)) return []
    const path = [...base, language, 'synthesizer']
    return [
      ...checkVoice(source, [...path, 'voice'], synthesizer['vendor'], synthesizer['voice']),
      ...checkVoice(source, [...path, 'fallbackVoice'], synthesizer['fallbackVendor'], synthesizer['fallbackVoice']),
    ]
  })
}

function checkVoice(source: SourceFile, path: SourcePath, vendor: unknown, voice: unknown): readonly Finding[] {
  if (vendor !== OURS || typeof voice !== 'string') return []
  const names = readVoiceChain(voice)?.map(({ provider }) => provider) ?? [voice]
  return names
    .filter(name => !PROVIDERS.includes(name))
    .map(provider =>
      makeFinding('voices/unknown-provider', source, path, 'value', {
        provider,
        nearest: suggest(provider, PROVIDERS),
        known: PROVIDERS,
      }),
    )
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
