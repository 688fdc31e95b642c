import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about what a scenario uses: blocks, services, the policy. */
export const PARTS_FINDINGS = defineFindings({
  'block/unknown': {
    severity: 'error',
    message: (facts: { block: string }) => `There is no block "${facts.block}".`,
    hint: (facts: { nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}A block is written with its folder: blocks/identity.`,
    manual:
      'The step uses a block, a part of a conversation that several scenarios share, and no such block is there. Correct the name or add the folder `blocks/NAME` with `block.yaml`.',
  },
  'block/uses-itself': {
    severity: 'error',
    message: (facts: { way: readonly string[] }) => `The block uses itself: ${facts.way.join(' → ')}.`,
    hint: () => 'Lead back to a step inside the block instead of using the block again.',
    manual:
      'A block is put in the place of the step that uses it. A block that uses itself, directly or through another, would have to be put into itself without end. Lead to a step of the same block instead.',
  },
  'block/unhandled-result': {
    severity: 'error',
    message: (facts: { block: string; result: string }) =>
      `${facts.block} can give "${facts.result}", and this step does not say what happens then.`,
    hint: (facts: { result: string }) => `Add under then: ${facts.result}: …`,
    manual:
      'A block ends with one of the results that it declares under `gives`. Whoever uses it must say for each of them where the call goes on; else the call would stand still. Add the result under `then`.',
  },
  'block/unknown-result': {
    severity: 'error',
    message: (facts: { block: string; result: string }) => `${facts.block} never gives "${facts.result}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It gives: ${facts.known.join(', ')}.`,
    manual:
      'Under `then` stands a result that the block does not declare under `gives`, so this way would never be taken. Correct the name, or remove the line.',
  },
  'block/undeclared-result': {
    severity: 'error',
    message: (facts: { result: string }) => `The block gives "${facts.result}" without declaring it.`,
    hint: (facts: { nearest: string | undefined; result: string }) =>
      `${proposeWord(facts.nearest)}Else add "${facts.result}" to gives.`,
    manual:
      'A block must list all its results under `gives`, so that those who use it can handle each of them. This one is not in the list. Correct the name, or add it to the list.',
  },
  'block/result-never-given': {
    severity: 'warning',
    message: (facts: { result: string }) => `The block declares the result "${facts.result}" and never gives it.`,
    hint: (facts: { result: string }) => `Lead to { give: ${facts.result} } somewhere, or remove it from gives.`,
    manual:
      'Everybody who uses the block must handle this result, and it never comes. Either an exit is missing, or the result is left over. Lead to it, or remove it.',
  },
  'block/missing-takes': {
    severity: 'error',
    message: (facts: { block: string; name: string; type: string }) =>
      `${facts.block} needs "${facts.name}" (${facts.type}), which is not given here.`,
    hint: (facts: { name: string }) => `Add under with: ${facts.name}: …`,
    manual:
      'A block works with data that it is given by the step that uses it; it sees nothing else of the scenario. One of them is missing under `with`. Add it with the name of the datum that it should be.',
  },
  'block/unknown-takes': {
    severity: 'error',
    message: (facts: { block: string; name: string }) => `${facts.block} does not take "${facts.name}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It takes: ${facts.known.join(', ') || 'nothing'}.`,
    manual:
      'Under `with` stands a name that the block does not declare under `takes`, so the value would be lost. Correct the name, or remove the line.',
  },
  'block/unknown-keep': {
    severity: 'error',
    message: (facts: { block: string; name: string }) => `${facts.block} hands over no "${facts.name}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It hands over: ${facts.known.join(', ') || 'nothing'}. On the left stands your name, on the right the block's.`,
    manual:
      "Under `keep` you say which of the block's values you want to use later: on the left your own name for it, on the right the name that the block declares with its result. The block declares no such value. Correct the name.",
  },
  'block/unused': {
    severity: 'info',
    message: (facts: { block: string }) => `No scenario uses ${facts.block}.`,
    manual: 'The block is complete, but nothing leads to it. That is harmless. Remove it if it is left over.',
  },
  'service/unknown': {
    severity: 'error',
    message: (facts: { service: string }) => `There is no service "${facts.service}".`,
    hint: (facts: { nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}Each service has its contract in the folder services.`,
    manual:
      "The step asks the clinic's system to do something (confirm a visit, find free times), and no contract of this name is in the folder `services`. Without it nobody knows what the service needs and gives. Correct the name, or have the service added.",
  },
  'service/missing-input': {
    severity: 'error',
    message: (facts: { service: string; name: string; type: string }) =>
      `The service ${facts.service} needs "${facts.name}" (${facts.type}), which is not given here.`,
    hint: (facts: { name: string }) => `Add under with: ${facts.name}: …`,
    manual:
      'The contract of the service lists what it must be told. One of these values is missing under `with`, so the service would refuse every call. Add it.',
  },
  'service/unknown-input': {
    severity: 'error',
    message: (facts: { service: string; name: string }) => `The service ${facts.service} does not take "${facts.name}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It takes: ${facts.known.join(', ') || 'nothing'}.`,
    manual:
      'Under `with` stands a name that the contract of the service does not know, so the value would not arrive. Correct the name, or remove the line.',
  },
  'service/unknown-result': {
    severity: 'error',
    message: (facts: { service: string; result: string }) => `The service ${facts.service} has no result "${facts.result}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Its results besides done: ${facts.known.join(', ') || 'none'}.`,
    manual:
      'Under `instead` stand the results of a service other than success, by the names of its contract (`taken` when a time has gone meanwhile). This one is not in the contract, so this way would never be taken. Correct the name.',
  },
  'service/unhandled-result': {
    severity: 'error',
    message: (facts: { service: string; result: string }) =>
      `The service ${facts.service} can answer "${facts.result}", and this step does not say what happens then.`,
    hint: (facts: { result: string }) => `Add: instead: { ${facts.result}: … }`,
    manual:
      'Besides success and failure a service may have results of its own: the time was taken meanwhile, the patient is not known. Each must lead somewhere; else the caller would be told that all went well. Add it under `instead`.',
  },
  'service/unknown-keep': {
    severity: 'error',
    message: (facts: { service: string; name: string }) => `The service ${facts.service} does not give "${facts.name}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It gives: ${facts.known.join(', ') || 'nothing'}. On the left stands your name, on the right the service's.`,
    manual:
      'Under `keep` you say which values of the service you want to use later. The contract has no value of this name. Correct it; on the left stands your own name, on the right the one of the contract.',
  },
  'service/keep-which': {
    severity: 'error',
    message: (facts: { service: string; name: string }) =>
      `The service ${facts.service} does not give one single value that could be kept as "${facts.name}".`,
    hint: (facts: { name: string; known: readonly string[] }) =>
      facts.known.length === 0
        ? 'It gives nothing: remove keep.'
        : `Say which one: keep: { ${facts.name}: ${facts.known[0]} }. It gives: ${facts.known.join(', ')}.`,
    manual:
      '`keep: slots` keeps the result of a service that gives exactly one value. This service gives several named values, or none. Name the one you want: `keep: { number: number }`.',
  },
  'policy/missing-anytime': {
    severity: 'error',
    message: (facts: { name: string }) => `The policy has no "${facts.name}" under anytime.`,
    hint: (facts: { name: string }) => `Add an entry "${facts.name}" to anytime.`,
    manual:
      'In every call the caller must be able to reach a person (`operator`), to forbid further calls (`stop_calling`) and to be told the emergency number (`emergency`). The law or plain safety demands it, so a policy without one of them is refused. Add the entry.',
  },
  'policy/usual-anytime': {
    severity: 'warning',
    message: (facts: { name: string }) => `The policy has no "${facts.name}" under anytime; people do ask for it.`,
    hint: (facts: { name: string }) =>
      facts.name === 'repeat' ? 'Add: repeat: repeat' : `Add an entry "${facts.name}" with a short answer.`,
    manual:
      'Whoever is called by an unknown number asks who it is, whether it is a robot, and to have it said once more. Without an entry these questions count as not understood, and the caller is asked the same again. Add the entry to `anytime`.',
  },
})
