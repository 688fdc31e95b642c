import type { CallerNumberHealth } from '../countries/index.ts'
import type { CampaignPrices } from '../file/index.ts'
import type { Estimate } from './intervals.ts'

/** Whose report, and of which span: attempts that began within it, from `from` to before `to` (epoch ms). */
export interface ReportQuestion {
  readonly campaign: string
  readonly title?: string
  /** How the number stands that it calls from, where that is judged. */
  readonly number?: CallerNumberHealth
  /** By which talks and messages are paid; absent: only what is known of single ones counts. */
  readonly prices?: CampaignPrices
  readonly from?: number
  readonly to?: number
  /** When the report is made. */
  readonly at: number
}

/** How often something happened, and to whom. */
export interface Count {
  readonly name: string
  readonly count: number
  /** Contacts behind the number, the first `MOST_CONTACTS` of them. */
  readonly contacts: readonly string[]
}

/** Attempts of one hour, weekday or language, and how many of them reached the person. */
export interface Reach {
  readonly name: string
  readonly attempts: number
  readonly reached: number
}

/** One way of doing it. */
export interface VariantFigures {
  readonly name: string
  readonly contacts: number
  /** Persons talked to. */
  readonly reached: Estimate
  /** Contacts that came to the campaign's best outcomes. */
  readonly achieved: Estimate
  /** Against the first variant; absent for itself. `isClear`: chance alone would hardly make such a difference. */
  readonly difference?: Estimate & { readonly isClear: boolean }
}

/** Numbers that callers gave or that the scenario kept. */
export interface Marks {
  readonly name: string
  readonly count: number
  readonly mean: number
  /** How often each mark was given, by mark. */
  readonly spread: readonly { readonly mark: number; readonly count: number }[]
}

/** Times that became free in the span of a report. */
export interface FreedTimes {
  /** Visits that the campaign is about. */
  readonly visits: number
  /** Times that cancelled and moved visits left free. */
  readonly freed: number
  /** Those of them that somebody has again, by the waiting list or otherwise. */
  readonly filled: number
}

/** Of the times of all visits those that somebody has, 0..1: before freed ones were given to others, and after. */
export function readFillRate({ visits, freed, filled }: FreedTimes): { readonly before: number; readonly after: number } {
  const shareOf = (empty: number): number => Math.max(0, visits - empty) / visits
  return { before: shareOf(freed), after: shareOf(freed - filled) }
}

/** Visits that are over, and to how many of them nobody came. */
export interface PastVisits {
  readonly visits: number
  readonly missed: number
}

/** What came of a campaign. Instants are epoch ms, shares 0..1; what nobody knows is null. */
export interface CampaignReport {
  readonly campaign: string
  readonly title: string
  readonly at: number
  /** The span asked for; null: from the beginning, until now. */
  readonly from: number | null
  readonly to: number | null
  readonly contacts: {
    readonly total: number
    /** Finished, or with a person. */
    readonly done: number
    readonly reached: number
    readonly worklist: number
    readonly waiting: number
  }
  readonly attempts: {
    readonly total: number
    readonly answered: number
    /** Faults of the line or of Trucada, which use up none of the patient's. */
    readonly faults: number
    /** Begun outside the hours of the campaign and the law; null where the file of its version cannot be read any more. */
    readonly outsideHours: number | null
    readonly averageSeconds: number | null
  }
  /** Contacts reached by their first, second, … attempt at the latest. */
  readonly reachedBy: readonly { readonly attempt: number; readonly contacts: number }[]
  readonly outcomes: readonly Count[]
  /** Why, where the scenario asks: the reasons of cancelled visits, of refusals. */
  readonly reasons: readonly Count[]
  readonly byHour: readonly Reach[]
  readonly byWeekday: readonly Reach[]
  readonly byLanguage: readonly Reach[]
  readonly variants: readonly VariantFigures[]
  readonly messages: {
    readonly sent: readonly Count[]
    readonly replies: readonly Count[]
    /** From a message to its reply; null without one. */
    readonly medianReplyMs: number | null
  }
  readonly handedOver: number
  readonly tasks: { readonly open: number; readonly done: number; readonly reasons: readonly Count[] }
  /** What became of times of the embedded clinic; null where the campaign is about none of its visits, or none became free. */
  readonly freedTimes: FreedTimes | null
  /** Of the embedded clinic: all visits before the campaign, and those that it is about; null where none of the latter is over. */
  readonly noShows: { readonly before: PastVisits; readonly after: PastVisits } | null
  readonly marks: readonly Marks[]
  /** How the number stands that it calls from; null where nothing is judged. */
  readonly callerNumber: CallerNumberHealth | null
  /** Of talks and messages; null where no price is known. */
  readonly cost: {
    readonly total: number | null
    /** Of one visit that was confirmed, moved or booked. */
    readonly perAchieved: number | null
    /** ISO 4217; null: the campaign names none. */
    readonly currency: string | null
  }
}

/** Contacts listed behind one number. */
export const MOST_CONTACTS = 500
