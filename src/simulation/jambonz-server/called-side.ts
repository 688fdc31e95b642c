/** What the called telephone does with a call. Times from the INVITE, or from the answer for `talkMs`. */
export type CalledSide =
  /** Never taken up: ends with this SIP status, without ringing for codes of a network that found nobody. */
  | { readonly kind: 'refuses'; readonly sipStatus: number; readonly afterMs: number }
  /** Rings until the caller gives up. */
  | { readonly kind: 'rings' }
  /** Taken up; the person talks so long and hangs up. Without `talkMs` until somebody hangs up. */
  | { readonly kind: 'answers'; readonly afterMs: number; readonly talkMs?: number }

/** How jambonz calls a call that ended so before an answer. */
export function nameRefusal(sipStatus: number): 'busy' | 'no-answer' | 'failed' {
  if (sipStatus === 486 || sipStatus === 603) return 'busy'
  return sipStatus === 487 ? 'no-answer' : 'failed'
}
