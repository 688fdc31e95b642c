import { isSensitive } from '../../scenarios/contact/sensitive.ts'
import type { DataType, Fields } from '../../scenarios/model/data-type.ts'
import { type Language, LANGUAGES, type ScenarioDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { makeFinding, makeFindingAt } from '../../scenarios/source/make-finding.ts'
import type { SourceFile, SourcePath } from '../../scenarios/source/source-file.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { parseText, placeholdersOf } from '../../scenarios/texts/index.ts'
import { countSegments } from '../messages/index.ts'
import { findDatum, listData } from './find-datum.ts'
import type { CampaignDocument, CampaignMessages, MessageText } from './file/index.ts'
import type { Campaigns } from './load-campaigns.ts'
import { CAMPAIGN_FILES } from './load-campaigns.ts'

/** A scenario as far as messages of its campaigns look at it. */
export type MessagedScenario = Pick<ScenarioDocument, 'name' | 'speaks' | 'also' | 'gets' | 'steps' | 'broken'>
/** What replies may call. */
export type KnownServices = Pick<Workspace, 'services' | 'blocks'>

/** A message that a campaign sends, and where its file says so. */
export interface UsedMessage {
  readonly channel: 'sms' | 'email'
  /** Name of the text. */
  readonly text: string
  readonly path: SourcePath
}

/** What the messages of campaigns and the answers to replies promise and texts, scenarios and services do not keep; each text is told of once. */
export function checkMessages(
  loaded: Campaigns,
  scenarios: ReadonlyMap<string, MessagedScenario>,
  around: KnownServices,
): readonly Finding[] {
  const findings = new Map<string, Finding>()
  const add = (finding: Finding): void => {
    const { code, file, span, message } = finding
    findings.set([code, file, span.start, message].join('\n'), finding)
  }
  for (const campaign of loaded.campaigns.values()) {
    const scenario = scenarios.get(campaign.scenario ?? '')
    for (const used of listMessages(campaign)) {
      const text = loaded.messages.get(used.text)
      if (text === undefined) reportUnknown(campaign, used, loaded, add)
      else if (scenario !== undefined) checkText(campaign, used, text, scenario, loaded, add)
    }
    if (scenario !== undefined) checkDeeds(campaign, scenario, around, add)
  }
  return [...findings.values()]
}

type Add = (finding: Finding) => void

/** Every message of a campaign: of its own, of variants that say something of theirs, and answers. */
export function listMessages(campaign: CampaignDocument): readonly UsedMessage[] {
  const list = (
    { before, after, unreached }: CampaignMessages,
    path: SourcePath,
    only: readonly string[],
  ): readonly UsedMessage[] =>
    [
      ...(before === undefined ? [] : [{ ...before, key: 'before' }]),
      ...after.map(message => ({ ...message, key: 'after' })),
      ...unreached.messages.map(message => ({ ...message, key: 'unreached' })),
    ]
      .filter(({ key }) => only.includes(key))
      .map(({ channel, text, key }) => ({ channel, text, path: [...path, key, channel] }))
  return [
    ...list(campaign.messages, [], ['before', 'after', 'unreached']),
    ...campaign.variants.flatMap(({ name, messages, writes }) => list(messages, ['variants', name], writes)),
    ...Object.entries(campaign.replies).flatMap(([meaning, { answer }]): readonly UsedMessage[] =>
      answer === undefined ? [] : [{ channel: 'sms', text: answer, path: ['replies', meaning, 'answer'] }],
    ),
  ]
}

function reportUnknown(
  { source }: CampaignDocument,
  { text, path }: UsedMessage,
  { messages, unread }: Campaigns,
  add: Add,
): void {
  if (unread.has(text)) return
  const nearest = suggest(text, [...messages.keys()].sort())
  add(makeFinding('campaign/unknown-message', source, path, 'value', { message: text, nearest }))
}

function checkText(
  campaign: CampaignDocument,
  { channel, text: name, path }: UsedMessage,
  message: MessageText,
  scenario: MessagedScenario,
  loaded: Campaigns,
  add: Add,
): void {
  const languages = [scenario.speaks, ...scenario.also]
  const missing = languages.filter(language => message.text[language] === undefined)
  if (missing.length > 0)
    add(makeFinding('campaign/untranslated-message', campaign.source, path, 'value', { message: name, missing }))
  const source = loaded.sources.get(`${CAMPAIGN_FILES}messages/${name}.yaml`)
  if (source === undefined || scenario.broken?.has('.gets') === true) return
  if (channel === 'email' && ![...listData(scenario.gets).keys()].some(datum => /(^|\.)email$/.test(datum)))
    add(makeFinding('messages/no-email', campaign.source, path, 'value', { scenario: scenario.name }))
  if (channel === 'email') {
    const unnamed = languages.filter(language => message.text[language] !== undefined && message.subject[language] === undefined)
    if (unnamed.length > 0) add(makeFinding('messages/no-subject', source, [], 'value', { missing: unnamed }))
  }
  for (const language of LANGUAGES) {
    const written = message.text[language]
    if (written === undefined) continue
    checkWords(written, source, ['text', language], channel, scenario, add)
    const subject = channel === 'email' ? message.subject[language] : undefined
    if (subject !== undefined) checkWords(subject, source, ['subject', language], channel, scenario, add)
    if (channel === 'sms') checkLength(written, source, language, scenario.gets, loaded.carriers.mostParts, add)
  }
}

/** Nothing about health, and nothing that would stay empty. */
function checkWords(
  written: string,
  source: SourceFile,
  path: SourcePath,
  channel: UsedMessage['channel'],
  { gets, name }: MessagedScenario,
  add: Add,
): void {
  const { text } = parseText(written)
  for (const { path: datum } of text === undefined ? [] : placeholdersOf(text)) {
    const [root = ''] = datum.split('.')
    if (root === 'clinic') continue
    const found = findDatum(gets, datum)
    const span = source.spanWithin(path, ...findPlaceholder(written, datum))
    if (found.kind === 'unknown') {
      const facts = { datum, scenario: name, nearest: suggest(datum, found.known), known: found.known }
      add(makeFindingAt('messages/unknown-datum', source.file, span, facts))
    } else if (isSensitive(gets, datum) && found.type.kind !== 'moment' && found.type.kind !== 'time')
      add(makeFindingAt('safety/in-message', source.file, span, { path: datum, channel: channel === 'sms' ? 'SMS' : 'e-mail' }))
  }
}

function findPlaceholder(written: string, datum: string): readonly [number, number] {
  const at = written.indexOf(`{${datum}`)
  return at < 0 ? [0, written.length] : [at + 1, at + 1 + datum.length]
}

/** Signs that a value of a type takes in a message; a fact of the clinic as much as a text. */
const LENGTHS: Readonly<Partial<Record<DataType['kind'], number>>> = {
  moment: 16,
  date: 10,
  time: 5,
  phone: 16,
  person: 20,
  address: 40,
}
const TEXT_LENGTH = 20

function checkLength(written: string, source: SourceFile, language: Language, gets: Fields, most: number, add: Add): void {
  const filled = written.replaceAll(/\{\s*([\w.]+)[^{}]*\}/g, (_whole, datum: string) => {
    const found = findDatum(gets, datum)
    return 'x'.repeat((found.kind === 'type' ? LENGTHS[found.type.kind] : undefined) ?? TEXT_LENGTH)
  })
  const { segments: parts, foreign } = countSegments(filled)
  if (parts > most)
    add(makeFinding('messages/many-parts', source, ['text', language], 'value', { language, parts, most, foreign }))
}

/** Services of replies: those that the scenario calls too, with the input that they take. */
function checkDeeds(campaign: CampaignDocument, scenario: MessagedScenario, around: KnownServices, add: Add): void {
  const used = [...listServices(scenario.steps, around)].sort()
  for (const [meaning, { deed }] of Object.entries(campaign.replies)) {
    if (deed === undefined) continue
    const { service, input } = deed
    const path = ['replies', meaning]
    const contract = used.includes(service) ? around.services.get(service) : undefined
    if (contract === undefined) {
      const facts = { service, scenario: scenario.name, nearest: suggest(service, used), known: used }
      add(makeFinding('messages/unknown-service', campaign.source, [...path, 'do'], 'value', facts))
      continue
    }
    const known = Object.keys(contract.takes)
    const wrong = (name: string, isMissing: boolean, place: SourcePath): void =>
      add(makeFinding('messages/wrong-input', campaign.source, place, 'key', { service, input: name, isMissing, known }))
    for (const [name, type] of Object.entries(contract.takes))
      if (!type.optional && input[name] === undefined) wrong(name, true, [...path, 'do'])
    for (const [name, datum] of Object.entries(input)) {
      const place = [...path, 'with', name]
      if (!known.includes(name)) wrong(name, false, place)
      const found = findDatum(scenario.gets, datum)
      if (found.kind === 'unknown' && scenario.broken?.has('.gets') !== true) {
        const facts = { datum, scenario: scenario.name, nearest: suggest(datum, found.known), known: found.known }
        add(makeFinding('campaign/unknown-datum', campaign.source, place, 'value', facts))
      }
    }
  }
}

function listServices(
  steps: ScenarioDocument['steps'],
  around: KnownServices,
  seen: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const services = new Set<string>()
  for (const step of steps.values()) {
    if (step.verb === 'do') services.add(step.service)
    if (step.verb !== 'use' || seen.has(step.block)) continue
    const block = around.blocks.get(step.block)
    if (block !== undefined)
      for (const service of listServices(block.steps, around, new Set([...seen, step.block]))) services.add(service)
  }
  return services
}
