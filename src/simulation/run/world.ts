import type { Speaking, Understanding } from '../../engine/call/ports.ts'
import type { ClinicFixture, ClinicKnowledge } from '../../engine/clinic/index.ts'
import type { Lines, Voices } from '../../engine/jambonz/index.ts'

/** What simulated calls share. Nothing in it is changed by a call. */
export interface SimulationWorld {
  readonly understanding: Understanding
  readonly speaking: Speaking
  readonly voices: Voices
  readonly lines: Lines
  /** What the clinic in memory says of itself; absent: nothing. */
  readonly knowledge?: ClinicKnowledge
  /** What the clinic in memory holds; absent: services that the simulation does not script fail. */
  readonly fixture: ClinicFixture | undefined
}

/** The same number for the same text, 32 bits without sign (FNV-1a): every choice that a simulation makes. */
export function hashText(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}
