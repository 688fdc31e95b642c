// npm run bench:answers: what answers a call instead of the patient, in five languages, at the beginning of each scenario that calls out. Nothing of the
// patient's may be told to it (`told` must be 0). The rules were written with the development half in view; the held-out half is only measured.
import { LANGUAGES, type Language } from '../src/scenarios/model/documents.ts'
import { type AnsweredCall, createCaller, type Half, HALVES, readAnswers } from './answers/hold-calls.ts'

const MACHINES: readonly string[] = ['voicemail', 'network', 'screening', 'menu', 'fax']
const shows = process.argv.includes('--show')
const caller = createCaller()

console.log('half         lang  lines  calls  told  faults  machines known  the patient known')
for (const half of HALVES) for (const language of LANGUAGES) console.log(await measure(half, language))

async function measure(half: Half, language: Language): Promise<string> {
  const calls: AnsweredCall[] = []
  for (const line of readAnswers(half, language)) calls.push(...(await caller.hold(line)))
  const others = calls.filter(({ line }) => line.who !== 'person')
  const machines = others.filter(({ line }) => MACHINES.includes(line.who))
  // Who says yes before the question is asked again; here nobody answers that.
  const persons = calls.filter(({ line, when }) => line.who === 'person' && when === 'asked')
  const told = others.filter(({ told: prompts }) => prompts.length > 0)
  const known = machines.filter(({ line, listeners }) => listeners.includes(line.who))
  const verified = persons.filter(({ isVerified }) => isVerified)
  // The held-out lines are not to be looked at.
  if (shows && half === 'development') {
    for (const { line, told: prompts, scenario, when } of told)
      console.log('TOLD', scenario, when, line.who, line.text, '→', prompts[0])
    for (const call of machines) if (!known.includes(call)) console.log('UNKNOWN', call.line.who, call.line.text, call.listeners)
    for (const call of persons) if (!verified.includes(call)) console.log('TURNED AWAY', call.line.text, call.listeners)
  }
  const share = (part: readonly unknown[], of: readonly unknown[]): string => `${part.length} of ${of.length}`
  const faults = calls.reduce((sum, call) => sum + call.faults.length, 0)
  return [
    half.padEnd(12),
    language.padEnd(5),
    String(new Set(others.map(({ line }) => line.text)).size).padStart(5),
    String(others.length).padStart(6),
    String(told.length).padStart(5),
    String(faults).padStart(7),
    share(known, machines).padStart(15),
    share(verified, persons).padStart(18),
  ].join(' ')
}
