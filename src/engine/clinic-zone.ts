import { IANAZone } from 'luxon'

/** No zone of today changes its offset within a quarter of an hour. */
const QUARTER_MS = 15 * 60_000
/** Ten days of quarters; calls ask for the same few instants again and again. */
const MOST_OFFSETS = 1000

/** A zone that remembers its offsets: luxon has Intl format a whole date for each, several times in one calculation. */
class RememberingZone extends IANAZone {
  readonly #offsets = new Map<number, number>()

  override offset(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS)
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    if (this.#offsets.size >= MOST_OFFSETS) this.#offsets.clear()
    const offset = super.offset(at)
    this.#offsets.set(quarter, offset)
    return offset
  }
}

const zones = new Map<string, IANAZone>()

/** The zone of a clinic by its IANA name, for luxon's `{ zone }`. An unknown name makes dates invalid, as it does in luxon. */
export function zoneOf(name: string): IANAZone {
  let zone = zones.get(name)
  if (zone === undefined) zones.set(name, (zone = new RememberingZone(name)))
  return zone
}
