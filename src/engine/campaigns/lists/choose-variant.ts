import { createHash } from 'node:crypto'
import type { CampaignVariant } from '../file/variants.ts'

/** The variant of a contact: fixed by its key alone, so that it is the same wherever and whenever it is asked for. */
export function chooseVariant(variants: readonly Pick<CampaignVariant, 'name' | 'share'>[], key: string): string | null {
  if (variants.length === 0) return null
  const share = createHash('sha256').update(key).digest().readUInt32BE(0) / 0x1_0000_0000
  let sum = 0
  for (const variant of variants) {
    sum += variant.share
    if (share < sum) return variant.name
  }
  return variants.at(-1)?.name ?? null
}
