import type { NextContact } from '../session-ports.ts'
import type { CallRecord } from './read-call-record.ts'

/** A call to be made. */
export interface CallRequest {
  /** Our own id of the attempt: it travels in the tag and in a SIP header, so that the call can be recognised by whatever way it shows up. */
  readonly attempt: string
  /** E.164. */
  readonly from: string
  /** E.164. */
  readonly to: string
  /** jambonz's name of the carrier; absent: by its own routing. */
  readonly trunk?: string
  readonly scenario: string
  readonly language: string
  /** As the scenario `gets` it; plain data. */
  readonly contact: unknown
  /** Of whom is spoken in the same call, one after the other. */
  readonly next?: readonly NextContact[]
  /** How long it rings, at most. */
  readonly ringMs: number
  /** Longest call. Records of jambonz vanish an hour after the answer, so it is to stay below. */
  readonly longestMs: number
  /** Answering machine detection; jambonz refuses it without a hook. */
  readonly amd?: { readonly actionHook: string; readonly [option: string]: unknown }
}

/** What became of the wish for a call. */
export type CreateResult =
  /** The INVITE is out. `callId` is jambonz's call_sid. */
  | { readonly kind: 'created'; readonly callId: string }
  /** There is surely no call. `waitMs`: earlier it makes no sense to try again; absent: as it is, it will never work. */
  | { readonly kind: 'refused'; readonly because: Refusal; readonly waitMs?: number }
  /** There may be a call or not: look it up, and never dial before that. */
  | { readonly kind: 'unknown'; readonly because: 'no answer' | 'broken answer' | 'server error' }

/** Why there is surely no call. */
export type Refusal =
  /** 400: what was asked for is wrong. */
  | 'bad request'
  /** 401, 403. */
  | 'bad key'
  /** 404, a redirect and other answers that no jambonz gives: the address is not one of its API. */
  | 'not jambonz'
  /** 429, or our own limit, which keeps below it. */
  | 'too many requests'
  /** 480: jambonz has no server for calls now. */
  | 'no feature server'
  /** No connection came about. */
  | 'unreachable'

/** A change of a running call, in the wire's own words; one at a time. */
export type CallControl =
  | { readonly call_hook: string; readonly child_call_hook?: string }
  | { readonly call_status: 'completed' | 'no-answer' }
  | { readonly mute_status: 'mute' | 'unmute' }
  | { readonly listen_status: 'pause' | 'silence' | 'resume' }
  | { readonly tag: Readonly<Record<string, unknown>> }
  | { readonly dtmf: { readonly digit: string; readonly duration?: number } }
  | { readonly whisper: Readonly<Record<string, unknown>> }
  | { readonly record: { readonly action: string; readonly type?: 'siprec' | 'cloud'; readonly siprecServerURL?: string } }

/** What became of hanging up. */
export type HangUpResult =
  /** It was answered and is being ended; `completed` follows. */
  | 'ended'
  /** It rang and was cancelled: no final status follows, by any way. */
  | 'cancelled'
  /** jambonz knows no such call, any more. */
  | 'gone'

/** jambonz's REST API, as far as it is used. Where nothing else is said, methods reject with an `OperationalError` (`jambonz/…`). */
export interface JambonzRest {
  /** How many calls may be ordered now without going over the limit of requests. */
  countRoom(): number
  /** Makes a call. Never rejects; never tries twice. */
  createCall(request: CallRequest): Promise<CreateResult>
  /** Ends a call, ringing or answered. Says whether anybody will hear of its end. */
  hangUp(callId: string): Promise<HangUpResult>
  /** Changes a running call; false when jambonz does not know it, or its state does not allow the change. */
  update(callId: string, control: CallControl): Promise<boolean>
  /** The record of a call; undefined when there is none: never was, or vanished (12 h while unanswered, 1 h after the answer). */
  findCall(callId: string): Promise<CallRecord | undefined>
  /** All records of calls that we made to a number. jambonz keeps neither tag nor time in them. */
  findCallsTo(number: string): Promise<readonly CallRecord[]>
}
