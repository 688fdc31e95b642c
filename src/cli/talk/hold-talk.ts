import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { CallResult, Clock, JournalEntry } from '../../engine/call/index.ts'
import { createVirtualTelephone, type Connect } from '../../simulation/index.ts'
import type { CliWorld } from '../cli.ts'
import type { Paint } from '../paint.ts'
import { describeEntry } from './describe-entry.ts'
import { readTalkCommand, TALK_COMMANDS, type TalkCommand } from './read-command.ts'
import type { Loudspeaker } from './speak-aloud.ts'
import { createTalkScreen, type TalkScreen } from './talk-screen.ts'

/** A call to hold in the terminal. */
export interface Talk {
  readonly clock: Clock
  /** How many times as fast as the machine's the clock runs. */
  readonly pace: number
  /** IANA zone of the clinic, to show moments in. */
  readonly zone: string
  /** Opens the line; `failed` is called when nobody is there. */
  readonly connect: (failed: (error: Error) => void) => Connect
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  /** `tag` of an outbound call. */
  readonly tag: unknown
  /** Lines of digits are pressed rather than said. */
  readonly keysOnly: boolean
  readonly loudspeaker: Loudspeaker | undefined
  /** Whether a node of the machine asks something; piped lines answer questions, not statements. */
  isQuestion(node: string): boolean
  /** Registers for the journal of the call, where the server is in this process. */
  readonly onEntry: ((listen: (entry: JournalEntry) => void) => void) | undefined
}

/** How long the server may take, after the line is dead, to tell what came of the call; clock ms. */
const RESULT_WAIT_MS = 10_000
const TICK_MS = 100
/** Where no journal tells a question from a statement: after a statement the robot listens for less than this; clock ms. */
const QUESTION_MS = 800

/** Holds a call: types, keys and hears. Resolves to the result when the call is over, or to undefined when only the line told its end. */
export async function holdTalk(talk: Talk, world: CliWorld, paint: Paint): Promise<CallResult | undefined> {
  const isTyped = world.stdin.isTTY === true && world.stdout.isTTY === true
  const lines = createInterface({ input: world.stdin, ...(isTyped ? { output: world.stdout } : {}), terminal: isTyped })
  const screen = createTalkScreen(world, paint, isTyped ? lines : undefined)
  talk.loudspeaker?.onFailure(reason =>
    screen.note(`the voice cannot be heard: ${reason}. Is there a sound card? The talk goes on without.`),
  )
  try {
    const result = await runTalk(talk, world, screen, lines, isTyped)
    // The goodbye is heard to its end, unless it is told to stop.
    await talk.loudspeaker?.whenQuiet()
    return result
  } finally {
    talk.loudspeaker?.stop()
    lines.close()
  }
}

function runTalk(talk: Talk, world: CliWorld, screen: TalkScreen, lines: ReturnType<typeof createInterface>, isTyped: boolean) {
  return new Promise<CallResult | undefined>((resolve, reject) => {
    const { clock } = talk
    const queue: TalkCommand[] = []
    let result: CallResult | undefined
    let isOver = false
    /** Robot's sentences so far, and how many there were when the last piped line was used: the next line waits for another. */
    let spoken = 0
    let usedAt = -1
    /** By the journal, whether the last prompt was a question; without a journal, by how long the robot has been waiting. */
    let isAsked = talk.onEntry === undefined
    let waitingSince: number | undefined
    let ticking: unknown
    /** The caller said something while the robot was speaking; whether that cut it short, the telephone tells. */
    let hasCalledOut = false

    const finish = (): void => {
      clock.clearTimeout(ticking)
      unregister()
      screen.state('over')
      resolve(result)
    }
    const hush = (): void => {
      if (hasCalledOut) talk.loudspeaker?.stop()
      hasCalledOut = false
    }
    const telephone = createVirtualTelephone({
      clock,
      pace: talk.pace,
      connect: talk.connect(error => {
        isOver = true
        clock.clearTimeout(ticking)
        unregister()
        reject(error)
      }),
      callSid: randomUUID(),
      direction: talk.direction,
      from: talk.from,
      to: talk.to,
      ...(talk.tag === undefined ? {} : { customerData: talk.tag }),
      onSound(sound) {
        if (sound.who === 'bot' && sound.kind === 'speech') {
          spoken += 1
          screen.robot(sound.text)
          hush()
          talk.loudspeaker?.speak(sound.text, sound.language)
        } else if (sound.who === 'caller') {
          hasCalledOut = true
          screen.caller(sound.kind === 'keys' ? `[${sound.text}]` : sound.kind === 'noise' ? '(noise)' : sound.text)
        } else if (sound.who === 'line') {
          screen.note(sound.kind === 'ringing' ? 'it rings' : sound.kind === 'bridged' ? 'connected to a person' : sound.kind)
        }
      },
      onEnd(by) {
        isOver = true
        if (by === 'caller') talk.loudspeaker?.stop()
        screen.note(by === 'caller' ? 'you hung up' : 'the robot hung up')
        if (talk.onEntry === undefined || result !== undefined) finish()
        else ticking = clock.setTimeout(finish, RESULT_WAIT_MS)
      },
    })
    talk.onEntry?.(entry => {
      const line = describeEntry(entry, talk.zone)
      if (entry.kind === 'prompt') isAsked = talk.isQuestion(entry.node)
      if (entry.kind === 'heard_prompt' && entry.state === 'cut') screen.cut(entry.share)
      else if (line !== undefined) screen.note(line)
      if (entry.kind !== 'ended') return
      result = entry.result
      if (isOver) finish()
    })
    const perform = (command: TalkCommand): void => {
      if (command.kind === 'say') telephone.caller.speak({ text: command.text })
      else if (command.kind === 'keys') telephone.caller.press(command.digits)
      else if (command.kind === 'noise') telephone.caller.noise()
      else if (command.kind === 'hangup') telephone.caller.hangUp()
      else if (command.kind === 'answered_by') telephone.caller.answeredBy(command.by)
      else if (command.kind === 'silence') screen.caller('(silence)')
      else if (command.kind === 'unknown') screen.say(command.message)
      else if (command.kind === 'help')
        for (const [name, meaning] of Object.entries(TALK_COMMANDS)) screen.say(`${name.padEnd(14)}${meaning}`)
    }
    const tick = (): void => {
      if (isOver) return
      const isTurn = telephone.isWaitingForCaller
      if (telephone.playback === undefined) hush()
      screen.state(telephone.playback !== undefined ? 'robot speaks' : isTurn ? 'your turn' : spoken === 0 ? 'dialling' : 'busy')
      waitingSince = isTurn ? (waitingSince ?? clock.now()) : undefined
      const isPatient = talk.onEntry !== undefined || (waitingSince !== undefined && clock.now() - waitingSince >= QUESTION_MS)
      if (!isTyped && isTurn && isAsked && isPatient && spoken > usedAt) {
        const next = queue.shift()
        if (next !== undefined) {
          usedAt = spoken
          perform(next)
        }
      }
      if (!isOver) ticking = clock.setTimeout(tick, TICK_MS)
    }
    lines.on('line', line => {
      if (isTyped) screen.typed(line)
      const command = readTalkCommand(line, talk.keysOnly)
      if (command.kind === 'nothing') return
      if (isTyped || command.kind === 'help' || command.kind === 'unknown') perform(command)
      else queue.push(command)
    })
    // Typed ahead or piped, lines may end before the call does: then the caller says nothing more. At a terminal Ctrl-D hangs up.
    lines.on('close', () => {
      if (isTyped && !isOver) telephone.caller.hangUp()
    })
    const hangUp = (): void => {
      talk.loudspeaker?.stop()
      if (!isOver) telephone.caller.hangUp()
    }
    lines.on('SIGINT', hangUp)
    const unregister = world.onStop(hangUp)
    telephone.ring()
    tick()
  })
}
