/** How the network carries a text: in the alphabet of GSM with seven bits a sign, or in UCS-2 with sixteen. */
export interface SegmentCount {
  readonly encoding: 'gsm-7' | 'ucs-2'
  /** Messages that it is sent as, and paid for. */
  readonly segments: number
  /** Signs, those that take two places counted twice. */
  readonly units: number
  /** Signs that are not in the alphabet of GSM, in order, each once. */
  readonly foreign: readonly string[]
}

/** 3GPP TS 23.038, 6.2.1: the default alphabet. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** 6.2.1.1: its extension; each takes two places. */
const EXTENSION = new Set('^{}\\[~]|€\f')

/** Counts a text as networks do: what is longer than one message is sent in parts that each give some room to their joining. */
export function countSegments(text: string): SegmentCount {
  const signs = [...text]
  const foreign = [...new Set(signs.filter(sign => !BASIC.has(sign) && !EXTENSION.has(sign)))]
  if (foreign.length === 0) {
    const places = signs.map(sign => (EXTENSION.has(sign) ? 2 : 1))
    return { encoding: 'gsm-7', foreign, ...pack(places, 160, 153) }
  }
  return {
    encoding: 'ucs-2',
    foreign,
    ...pack(
      signs.map(sign => sign.length),
      70,
      67,
    ),
  }
}

/** A sign of two places is not torn apart at the end of a part. */
function pack(places: readonly number[], whole: number, part: number): { readonly segments: number; readonly units: number } {
  const units = places.reduce((sum, place) => sum + place, 0)
  if (units <= whole) return { segments: 1, units }
  let segments = 1
  let used = 0
  for (const place of places) {
    if (used + place > part) {
      segments += 1
      used = 0
    }
    used += place
  }
  return { segments, units }
}
