import { DateTime } from 'luxon'
import type { CallResult, Heard, JournalEntry, OutgoingMessage } from '../../engine/call/index.ts'
import { createMemoryClinic, NO_KNOWLEDGE } from '../../engine/clinic/index.ts'
import { NAME_MATCHER } from '../../engine/understanding/index.ts'
import type { Lines, RecordingMode, TransferLine } from '../../engine/jambonz/index.ts'
import type { DialTarget } from '../../engine/jambonz/protocol.ts'
import { createMemoryMessages } from '../../engine/messages/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { readContact } from '../../scenarios/contact/read-contact.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { LineResult, Simulation } from '../script/simulation.ts'
import type { Called, DialScript } from '../telephone/exchange.ts'
import { createVirtualTelephone } from '../telephone/virtual-telephone.ts'
import type { VirtualTelephone } from '../telephone/virtual-telephone.ts'
import { createVirtualClock } from '../virtual-clock.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { createCallProcesses } from './call-processes.ts'
import { createScriptedServices } from './scripted-services.ts'
import type { ForcedAnswer, ScriptedServices } from './scripted-services.ts'
import type { SimulationWorld } from './world.ts'

/** The journal entry of a prompt. */
export type PromptEntry = Extract<JournalEntry, { kind: 'prompt' }>

/** What was understood of one utterance. */
export interface HeardUtterance {
  readonly text: string
  readonly node: string
  readonly heard: Heard
}

/** A call that is being simulated. */
export interface VirtualCall {
  readonly scenario: CompiledScenario
  readonly language: Language
  readonly clock: VirtualClock
  readonly telephone: VirtualTelephone
  readonly journal: readonly JournalEntry[]
  readonly prompts: readonly PromptEntry[]
  readonly utterances: readonly HeardUtterance[]
  readonly services: ScriptedServices
  readonly sent: readonly OutgoingMessage[]
  readonly result: CallResult | undefined
  /** The process that holds the call is gone; its socket breaks so many ms later, and what comes until then is lost. */
  restart(deafMs: number): void
  /** What must not happen in any call: the engine's faults, and what jambonz or its adapter refused. */
  listFaults(): readonly string[]
}

/** Variations that a sweep makes of a simulation's world. */
export interface CallVariation {
  readonly answer?: ForcedAnswer
  /** What dialled lines do, instead of what the simulation says. */
  readonly dialled?: LineResult
  /** Every line is closed. */
  readonly closed?: boolean
}

/** Whoever calls or is called when the simulation does not say. */
const CALLER = '+48600000999'
const CLINIC = '+48600000100'

/** Sets a simulated call up; it rings when the telephone is told to. */
export function createVirtualCall(
  simulation: Simulation,
  scenario: CompiledScenario,
  language: Language,
  world: SimulationWorld,
  variation: CallVariation = {},
): VirtualCall {
  const { zone } = scenario.clinic
  const { began, data } = prepareStart(simulation, scenario)
  const clock = createVirtualClock(began)
  const journal: JournalEntry[] = []
  const prompts: PromptEntry[] = []
  const utterances: HeardUtterance[] = []
  const messages = createMemoryMessages()
  const refused: string[] = []
  const phone = simulation.callerPhone ?? findPhone(data) ?? CALLER
  const stayed = simulation.callerStayed
  let clinic: ReturnType<typeof createMemoryClinic> | undefined
  const services = createScriptedServices({
    clock,
    zone,
    scripts: simulation.services,
    forced: variation.answer,
    clinic() {
      if (world.fixture !== undefined)
        clinic ??= createMemoryClinic(world.fixture, {
          now: clock.now,
          zone,
          names: NAME_MATCHER,
          knowledge: () => world.knowledge ?? NO_KNOWLEDGE,
        })
      return clinic
    },
    settle: clock.settle,
  })
  const id = `${simulation.file}:${language}`
  const lines = withRecording(withTransfers(world.lines, simulation.transfers), simulation.record)
  const processes = createCallProcesses({
    clock,
    lines: variation.closed === true ? { ...lines, isOpen: () => false } : lines,
    voices: world.voices,
    mayRestart: simulation.call.some(({ kind }) => kind === 'restarts'),
    onError: message => void refused.push(message),
    call: {
      id,
      scenario,
      language,
      direction: simulation.direction,
      data: { ...data, caller: { phone, ...(stayed !== undefined && { stayed }) } },
      understanding: {
        hear(hypotheses, context) {
          const heard = world.understanding.hear(hypotheses, context)
          const note = (known: Heard): void => {
            utterances.push({ text: hypotheses[0]?.text ?? '', node: context.node, heard: known })
          }
          if (!(heard instanceof Promise)) {
            note(heard)
            return heard
          }
          clock.hold(heard)
          void heard.then(note)
          return heard
        },
      },
      speaking: world.speaking,
      services,
      messages,
      journal(entry) {
        journal.push(entry)
        if (entry.kind === 'prompt') prompts.push(entry)
      },
      onEnd(ended) {
        call.result = ended
      },
    },
  })
  const telephone = createVirtualTelephone({
    clock,
    callSid: id,
    direction: simulation.direction,
    from: simulation.direction === 'inbound' ? phone : CLINIC,
    to: simulation.direction === 'inbound' ? CLINIC : phone,
    dialled: createDialScript(lines, simulation.lines, variation.dialled),
    connect: processes.connect,
  })
  const call: HeldCall = {
    scenario,
    language,
    clock,
    telephone,
    journal,
    prompts,
    utterances,
    services,
    sent: messages.sent,
    result: undefined,
    restart(deafMs) {
      processes.restart()
      if (deafMs === 0) telephone.caller.dropSocket()
      else clock.setTimeout(() => telephone.caller.dropSocket(), deafMs)
    },
    listFaults: () => [
      ...journal.flatMap(entry => (entry.kind === 'fault' ? [entry.message] : [])),
      ...refused,
      ...telephone.problems,
    ],
  }
  return call
}

/** While it is held, its result is still to come. */
type HeldCall = Omit<VirtualCall, 'result'> & { result: CallResult | undefined }

interface Start {
  readonly scenario: CompiledScenario
  readonly began: number
  readonly data: Readonly<Record<string, unknown>>
}
const starts = new WeakMap<Simulation, Start>()

/** What is the same in all calls of a simulation, read once: sweeps make hundreds of them. */
function prepareStart(simulation: Simulation, scenario: CompiledScenario): Start {
  const known = starts.get(simulation)
  if (known?.scenario === scenario) return known
  const { zone } = scenario.clinic
  const contact = readContact(scenario.gets, simulation.contact, zone)
  const start: Start = {
    scenario,
    began: DateTime.fromISO(simulation.today, { zone }).toMillis(),
    data: contact.kind === 'contact' ? contact.data : {},
  }
  starts.set(simulation, start)
  return start
}

/** The first telephone of the contact: that is whom the campaign dials. */
function findPhone(data: Readonly<Record<string, unknown>>): string | undefined {
  for (const value of Object.values(data)) {
    if (typeof value === 'string' && /^\+\d{6,15}$/.test(value)) return value
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inner = findPhone(value as Readonly<Record<string, unknown>>)
      if (inner !== undefined) return inner
    }
  }
  return undefined
}

const isSameTarget = (one: DialTarget, other: Called): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Whether a line is reached by what is called. */
function leadsTo({ reach }: TransferLine, called: Called): boolean {
  if (called.type === 'queue') return reach.kind === 'queue' && reach.queue.name === called.name
  if (called.type === 'refer') return reach.kind === 'refer' && reach.to === called.to
  return reach.kind === 'dial' && reach.shifts.some(({ targets }) => targets.some(target => isSameTarget(target, called)))
}

/** The lines, with other transfers in the place of those of the same name. */
function withTransfers(lines: Lines, others: readonly TransferLine[]): Lines {
  if (others.length === 0) return lines
  const byName = new Map([...lines.transfers, ...others].map(line => [line.name, line]))
  return { ...lines, transfers: [...byName.values()], findTransfer: name => byName.get(name) }
}

/** The lines, with calls recorded otherwise. */
function withRecording(lines: Lines, mode: RecordingMode | undefined): Lines {
  return mode === undefined ? lines : { ...lines, planRecording: line => lines.planRecording(line, mode) }
}

/** Each telephone of a line that is rung does what the simulation lists, in order; the last stays. */
function createDialScript(
  lines: Lines,
  answers: Simulation['lines'],
  forced: LineResult | undefined,
): (called: Called) => DialScript {
  const used = new Map<string, number>()
  return called => {
    if (forced !== undefined) return { result: forced }
    const name = lines.transfers.find(line => leadsTo(line, called) && Object.hasOwn(answers, line.name))?.name ?? ''
    const scripts = answers[name] ?? []
    const at = used.get(name) ?? 0
    used.set(name, at + 1)
    return scripts[Math.min(at, scripts.length - 1)] ?? { result: 'bridged' }
  }
}
