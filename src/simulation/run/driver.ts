import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { CallAction, CallerAction, CallStep, Moment } from '../script/simulation.ts'
import { AMD_TYPES } from '../telephone/virtual-telephone.ts'
import { choosePhrase, chooseWords, listPhrases } from './choose-words.ts'
import type { ChosenWords } from './choose-words.ts'
import type { PromptEntry, VirtualCall } from './virtual-call.ts'

/** Something that was not as the simulation says. */
export interface Failure {
  /** Line in the simulation's file, from 1. */
  readonly line: number
  readonly message: string
  readonly expected?: string
  readonly heard?: string
}

/** Plays the caller's part of a simulated call, and holds the bot's part against the script. */
export interface Driver {
  /** Plays lines; gives the first failure, after which nothing can be said of the rest. */
  play(steps: readonly CallStep[]): Promise<Failure | undefined>
  /** Plays one thing that the caller does, as soon as the line is free for it. */
  act(action: CallerAction, line: number): Promise<Failure | undefined>
  /** The next prompt that has to be listed, without expecting any; undefined when the call ends before. */
  takePrompt(): Promise<PromptEntry | undefined>
  /** Waits until the call is over and its result known. */
  waitForEnd(limitMs: number): Promise<boolean>
  /** Ends the call from the caller's side. */
  hangUp(): Promise<void>
  /** What the caller said and was not understood as, so far. */
  listMisunderstandings(): readonly Failure[]
  /** Prompts of questions that came after the last line. */
  listUnlisted(): readonly PromptEntry[]
}

/** Forms of prompts that need not be listed: they go before or instead of a prompt that is. */
const OPTIONAL_FORMS: ReadonlySet<string> = new Set([
  'filler',
  'rest',
  'silence',
  'not_understood',
  'off_list',
  'sorry',
  'waiting',
  'interrupted',
])
/** What `bot: visit` stands for. */
const PLAIN_FORMS: ReadonlySet<string> = new Set(['full', 'again'])
const REACTION_MS = 400
const DETECTION_MS = 1500
const FINAL_MS = 700
const PATIENCE_MS = 120_000
const MUMBLES = ['brm szur tfu', 'wrr kszta olo', 'hrumf zgrzyt bla'] as const

const isOfNode = (prompt: PromptEntry, node: NodePath): boolean =>
  prompt.node === node || (node.startsWith('anytime.') && prompt.node === `anytime_again.${node.slice(8)}`)

/** How a prompt is written in a simulation. */
export function writePrompt(prompt: PromptEntry): string {
  const node = prompt.node.replace(/^anytime_again\./, 'anytime.')
  return PLAIN_FORMS.has(prompt.form) ? node : `${node} / ${prompt.form}`
}

/** Creates the driver of a call that has not rung yet. `seed` decides which phrases are said. */
export function createDriver(call: VirtualCall, seed: string): Driver {
  const { clock, telephone, prompts, scenario, language } = call
  const { caller } = telephone
  let next = 0
  let said = 0
  let taken: PromptEntry | undefined
  let lastNode: NodePath = ''
  const expectations: { readonly line: number; readonly text: string; readonly meaning: string; readonly from: number }[] = []

  const isOver = (): boolean => call.result !== undefined || telephone.isOver
  const wait = (isDone: () => boolean, limitMs: number): Promise<boolean> => clock.runUntil(isDone, clock.now() + limitMs)
  const pass = async (ms: number): Promise<void> => {
    if (ms <= 0) return
    let isPast = false
    clock.setTimeout(() => {
      isPast = true
    }, ms)
    await clock.runUntil(() => isPast)
  }
  const describeLast = (): string => {
    const at = call.journal.findLastIndex(entry => entry.kind === 'decision')
    const last = call.journal[at]
    if (last?.kind !== 'decision') return ''
    // Words said before are no reason for what a key or silence has decided.
    const input = call.journal.slice(0, at).findLast(({ kind }) => kind === 'utterance' || kind === 'keys' || kind === 'silence')
    const words = input?.kind === 'utterance' ? call.utterances.findLast(one => one.text === input.text) : undefined
    const meant = words === undefined ? '' : `; the last words "${words.text}" were taken for ${describeMeanings(words.heard)}`
    return ` (decided at ${last.node}: ${last.decision}, because ${last.because}${meant})`
  }

  /** The next prompt that is not optional, or that is what is looked for. */
  const takePrompt = async (isWanted: (prompt: PromptEntry) => boolean = () => false): Promise<PromptEntry | undefined> => {
    for (;;) {
      await wait(() => prompts.length > next || isOver(), PATIENCE_MS)
      const prompt = prompts[next]
      if (prompt === undefined) return undefined
      next += 1
      // A text of several sentences may be journalled in several entries; who waits hears the same text again and again.
      const isMore =
        prompt.turn === taken?.turn && prompt.key === taken.key && prompt.form === taken.form && prompt.form !== 'waiting'
      if (isMore || (OPTIONAL_FORMS.has(prompt.form) && !isWanted(prompt))) continue
      taken = prompt
      return prompt
    }
  }
  const expectBot = async (action: Extract<CallAction, { kind: 'bot' }>, line: number): Promise<Failure | undefined> => {
    const isWanted = (prompt: PromptEntry): boolean =>
      isOfNode(prompt, action.node) && (action.form === undefined ? PLAIN_FORMS.has(prompt.form) : prompt.form === action.form)
    const prompt = await takePrompt(isWanted)
    const expected = action.form === undefined ? action.node : `${action.node} / ${action.form}`
    if (prompt === undefined) {
      const heard = isOver() ? `the call ended${call.result === undefined ? '' : ` with ${call.result.outcome}`}` : 'nothing'
      return { line, message: `The bot did not come to ${expected}${describeLast()}.`, expected, heard }
    }
    if (!isWanted(prompt)) {
      return {
        line,
        message: `The bot said something else than ${expected}${describeLast()}.`,
        expected,
        heard: `${writePrompt(prompt)}: ${prompt.text}`,
      }
    }
    lastNode = prompt.node
    if (action.contains !== undefined && !prompt.text.includes(action.contains)) {
      return { line, message: `The bot did not say the words at ${expected}.`, expected: action.contains, heard: prompt.text }
    }
    return undefined
  }

  const findUnlisted = (): PromptEntry | undefined =>
    prompts.find((prompt, at) => at >= next && !OPTIONAL_FORMS.has(prompt.form) && prompt.turn !== taken?.turn)
  /** Waits until the bot has finished and listens. */
  const waitForTurn = async (line: number): Promise<Failure | undefined> => {
    await wait(() => telephone.isWaitingForCaller || isOver() || findUnlisted() !== undefined, PATIENCE_MS)
    if (isOver())
      return {
        line,
        message: `The call ended before the caller could do this${describeLast()}.`,
        heard: call.result?.outcome ?? 'hung up',
      }
    const prompt = findUnlisted()
    if (prompt !== undefined) {
      return {
        line,
        message: 'The bot went on before the caller could do this.',
        heard: `${writePrompt(prompt)}: ${prompt.text}`,
      }
    }
    return undefined
  }
  const waitForPrompt = async (at: Moment): Promise<void> => {
    await wait(() => telephone.playback !== undefined || isOver(), 5000)
    const { playback } = telephone
    if (playback === undefined) return
    const ms = 'ms' in at ? at.ms : at.share * playback.totalMs
    await pass(playback.startedAt + ms - clock.now())
  }

  const speak = async (
    words: ChosenWords,
    saying: Extract<CallAction, { kind: 'says' }>['saying'],
    line: number,
  ): Promise<Failure | undefined> => {
    if (words.kind === 'none') return { line, message: `The caller cannot say this: ${words.problem}.` }
    if (words.meaning !== undefined && saying.partialOnly !== true) {
      expectations.push({ line, text: words.text, meaning: words.meaning, from: call.utterances.length })
    }
    let isSaid = false
    caller.speak(
      {
        text: words.text,
        confidence: saying.confidence ?? 0.95,
        finalAfterMs: FINAL_MS + (saying.lateMs ?? 0),
        ...(saying.language === undefined ? {} : { language: saying.language }),
        ...(saying.finalTwiceMs === undefined ? {} : { twiceAfterMs: saying.finalTwiceMs }),
        ...(saying.partialOnly === undefined ? {} : { partialsOnly: saying.partialOnly }),
        ...(saying.partials === undefined ? {} : { partials: saying.partials }),
      },
      () => {
        isSaid = true
      },
    )
    await wait(() => isSaid || telephone.isOver, PATIENCE_MS)
    // And a moment more, in which the call takes it in.
    if (saying.partialOnly !== true && saying.lateMs === undefined) await pass(FINAL_MS + 1)
    return undefined
  }
  /** Does it now, whatever the bot is doing. */
  const perform = async (action: CallerAction, line: number): Promise<Failure | undefined> => {
    said += 1
    switch (action.kind) {
      case 'says':
        return speak(chooseWords(action.saying, scenario, language, lastNode, `${seed} ${said}`), action.saying, line)
      case 'mumbles':
        return speak({ kind: 'words', text: MUMBLES[said % MUMBLES.length] ?? MUMBLES[0] }, { confidence: 0.2 }, line)
      case 'noise':
        caller.noise(action.text)
        await pass(FINAL_MS)
        return undefined
      case 'hangs_up':
        caller.hangUp()
        return undefined
      case 'keys': {
        let isPressed = false
        caller.press(action.digits, () => {
          isPressed = true
        })
        await wait(() => isPressed || telephone.isOver, PATIENCE_MS)
        return undefined
      }
      default:
        return action satisfies never
    }
  }
  const act = async (action: CallerAction, line: number): Promise<Failure | undefined> => {
    // Whoever hangs up does not wait for the bot to listen, only for it to finish.
    if (action.kind === 'hangs_up') await wait(() => telephone.playback === undefined || isOver(), PATIENCE_MS)
    else {
      const failure = await waitForTurn(line)
      if (failure !== undefined) return failure
    }
    await pass(action.afterMs ?? REACTION_MS)
    return perform(action, line)
  }
  const answerAs = async (by: string, line: number): Promise<Failure | undefined> => {
    const isHeard = by !== 'voicemail' && by !== 'human' && listPhrases(scenario, language, lastNode, by).length > 0
    if (Object.hasOwn(AMD_TYPES, by) && !isHeard) {
      caller.answeredBy(by)
      return undefined
    }
    // Screening, menus, fax: they are recognised by what they say.
    return speak(choosePhrase(scenario, language, lastNode, by, `${seed} ${by}`), {}, line)
  }
  const playStep = async (step: CallStep): Promise<Failure | undefined> => {
    switch (step.kind) {
      case 'bot':
        return expectBot(step, step.line)
      case 'silent':
        if (step.ms === 'to the end') {
          await wait(isOver, 10 * 60_000)
          next = prompts.length
          return undefined
        }
        await wait(() => telephone.isWaitingForCaller || isOver(), PATIENCE_MS)
        await pass(step.ms)
        return undefined
      case 'interrupts':
        await waitForPrompt(step.at)
        return perform(step.with, step.line)
      case 'answered_by':
        await pass(step.afterMs ?? DETECTION_MS)
        return answerAs(step.by, step.line)
      case 'restarts':
        await wait(() => telephone.isWaitingForCaller || isOver(), PATIENCE_MS)
        await pass(step.afterMs ?? 0)
        call.restart(step.deafMs)
        return undefined
      case 'drops_socket':
        await pass(step.afterMs ?? 0)
        caller.dropSocket()
        return undefined
      case 'speech_fails':
        await wait(() => telephone.isListening || isOver(), PATIENCE_MS)
        await pass(step.afterMs ?? REACTION_MS)
        caller.failRecogniser()
        return undefined
      case 'voice_fails':
        caller.failVoice(step.isForGood)
        return undefined
      default:
        return act(step, step.line)
    }
  }
  return {
    async play(steps) {
      for (const step of steps) {
        const failure = await playStep(step)
        if (failure !== undefined) return failure
      }
      return undefined
    },
    act,
    takePrompt,
    waitForEnd: limitMs => wait(() => call.result !== undefined && telephone.isOver, limitMs),
    async hangUp() {
      caller.hangUp()
      await wait(() => call.result !== undefined, PATIENCE_MS)
    },
    listMisunderstandings() {
      return expectations.flatMap(({ line, text, meaning, from }) => {
        const same = call.utterances.slice(from).filter(one => one.text === text)
        if (same.some(one => one.heard.meanings.some(heard => heard.meaning === meaning))) return []
        const heard = same[0] === undefined ? 'nobody listened' : describeMeanings(same[0].heard)
        return [{ line, message: `"${text}" was not understood as "${meaning}".`, expected: meaning, heard }]
      })
    },
    listUnlisted: () =>
      prompts.slice(next).filter(prompt => !OPTIONAL_FORMS.has(prompt.form) && scenario.nodes[prompt.node]?.kind === 'ask'),
  }
}

function describeMeanings(heard: VirtualCall['utterances'][number]['heard']): string {
  if (heard.noise) return 'noise'
  const parts = [
    ...heard.meanings.map(one => one.meaning),
    ...heard.values.map(({ kind }) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`),
  ]
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}
