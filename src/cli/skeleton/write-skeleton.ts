import type { BlockDocument, PolicyDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import { SKELETON_TEXTS, type SkeletonTexts } from './skeleton-texts.ts'

/** Files of a new scenario: text by path, relative to the folder of scenarios or of simulations. */
export interface Skeleton {
  readonly scenario: ReadonlyMap<string, string>
  readonly simulations: ReadonlyMap<string, string>
}

/** Endings of the skeleton itself. */
const OWN_ENDINGS = ['agreed', 'declined', 'not_reached']

/** Writes a scenario that works as it is, in the policy's language, for the author to change. */
export function writeSkeleton(name: string, policy: PolicyDocument, workspace: Workspace): Skeleton {
  const texts = SKELETON_TEXTS[policy.speaks]
  const identity = findIdentity(workspace)
  const endings = [...new Set([...OWN_ENDINGS, ...collectEndings(policy)])]
  const scenario = `# ${name}: say here in a sentence whom the robot calls, and why.
#
# A scenario reads like the script of a call. Every step has one verb (ask, say, do, use, transfer, pause, send, decide)
# and says where the call goes on: a step's name, or { end: an outcome }.
#   trucada check              what is wrong, and how to mend it
#   trucada talk ${name}    hold the call here, by keyboard
#   trucada simulate           hold every call of test/simulations
scenario: ${name}
title: ${name.replaceAll('-', ' ')}
# Silence, misunderstandings, "who is calling?", the operator: all of that is in policies/${policy.name}, once for all scenarios.
policy: ${policy.name}
speaks: ${policy.speaks}

# What each contact brings. A row without it is refused before anybody is called; "?" may be missing.
gets:
  patient: { name: person, phone: phone${identity?.takesBorn === true ? ', born: date?' : ''} }

# How a call can end: the first are this scenario's, the others the policy's.
gives:
  outcome:
${endings.map(ending => `    - ${ending}`).join('\n')}

steps:
${identity === undefined ? writeHello(texts) : writeIdentity(identity, texts)}  # Texts are spoken as they stand. The robot asks again by "again", and puts it otherwise by "rephrase".
  question:
    ask: "${texts.question}"
    again: "${texts.again}"
    rephrase: "${texts.rephrase}"
    offer_keys: "${texts.offerKeys}"
    # Meanings, not words: lexicon/${policy.speaks}.yaml knows how people say them.
    answers: { agree: thanks, decline: no_thanks }
    keys: { 1: agree, 2: decline }
  thanks:
    say: "${texts.yes}"
    then: { end: agreed }
  no_thanks:
    say: "${texts.no}"
    then: { end: declined }
`
  const contact = `patient: { name: "${texts.patient}", phone: "+48600000209" }\n`
  return {
    scenario: new Map([
      [`${name}/scenario.yaml`, scenario],
      [`${name}/example.yaml`, `# An invented contact, to talk with this scenario.\n${contact}`],
    ]),
    simulations: new Map([
      [`${name}/agrees.yaml`, writeSimulation(name, 'says yes', contact, identity, ['agree', 'thanks', 'agreed'])],
      [`${name}/declines.yaml`, writeSimulation(name, 'says no', contact, identity, ['decline', 'no_thanks', 'declined'])],
    ]),
  }
}

interface Identity {
  readonly results: readonly string[]
  readonly person: string
  readonly takesBorn: boolean
  /** Its first question. */
  readonly first: string
}

/** The block that finds out who answered, if the workspace has it and it asks for nothing that the skeleton does not have. */
function findIdentity(workspace: Workspace): Identity | undefined {
  const block: BlockDocument | undefined = workspace.blocks.get('blocks/identity')
  if (block === undefined) return undefined
  const takes = Object.entries(block.takes)
  const person = takes.find(([, type]) => type.kind === 'person')?.[0]
  const takesBorn = takes.some(([takenName, type]) => takenName === 'born' && type.kind === 'date')
  const rest = takes.filter(([takenName, type]) => takenName !== person && takenName !== 'born' && !type.optional)
  // What is decided before it, such as whether the person has been greeted already, is not heard.
  const first = [...block.steps.values()].find(step => step.verb === 'ask')?.name
  if (person === undefined || first === undefined || rest.length > 0) return undefined
  return { results: Object.keys(block.gives), person, takesBorn, first }
}

function writeIdentity({ results, person, takesBorn }: Identity, texts: SkeletonTexts): string {
  const [confirmed = '', ...others] = results
  const exits = [`${confirmed}: question`, ...others.map(result => `${result}: sorry`)]
  return `  # A block is a piece of a call that several scenarios share; every result of it leads somewhere.
  identity:
    use: blocks/identity
    with: { ${person}: patient.name${takesBorn ? ', born: patient.born' : ''} }
    then: { ${exits.join(', ')} }
  sorry:
    say: "${texts.sorry}"
    then: { end: not_reached }

`
}

function writeHello(texts: SkeletonTexts): string {
  return `  # Whoever answers must hear at once that a robot is speaking.
  hello:
    say: "${texts.hello}"
    then: question

`
}

function writeSimulation(
  name: string,
  title: string,
  contact: string,
  identity: Identity | undefined,
  [meaning, step, outcome]: readonly [string, string, string],
): string {
  const opening = identity === undefined ? ['  - bot: hello'] : [`  - bot: identity.${identity.first}`, '  - says: agree']
  return `# A call as it should go. \`says\` takes a meaning or words.
simulation: ${title}
scenario: ${name}
languages: all
today: 2027-03-01T10:00
contact:
  ${contact.trimEnd()}
call:
${opening.join('\n')}
  - bot: question
  - says: ${meaning}
  - bot: ${step}
check:
  outcome: ${outcome}
`
}

/** Every ending that a policy can lead to, in the order in which they are written. */
function collectEndings(policy: PolicyDocument): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (value instanceof Map || Array.isArray(value)) for (const one of value.values()) visit(one)
    else if (typeof value === 'object' && value !== null) {
      if ('kind' in value && value.kind === 'end' && 'outcome' in value && typeof value.outcome === 'string')
        found.push(value.outcome)
      for (const one of Object.values(value)) visit(one)
    }
  }
  visit(policy)
  return found
}
