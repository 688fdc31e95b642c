import { hash } from 'node:crypto'
import type { CampaignVariant } from '../file/variants.ts'

/** How many contacts of a stratum have a variant. */
export interface VariantCount {
  readonly stratum: string
  readonly variant: string | null
  readonly count: number
}

/** Gives contacts their variants. */
export interface VariantChooser {
  /** The variant of one more contact. Null: the campaign has none. */
  choose(stratum: string, key: string): string | null
}

/**
 * Chooses variants so that in each stratum (the contacts of one language) the shares are kept as closely as whole contacts allow: the one that is furthest
 * behind its share, and of those that are equally far the one that the contact's key points at. `counts`: of contacts that have theirs.
 */
export function createVariantChooser(
  variants: readonly Pick<CampaignVariant, 'name' | 'share'>[],
  counts: readonly VariantCount[],
): VariantChooser {
  const taken = new Map<string, Map<string, number>>()
  const countsOf = (stratum: string): Map<string, number> => {
    const known = taken.get(stratum) ?? new Map<string, number>()
    taken.set(stratum, known)
    return known
  }
  for (const { stratum, variant, count } of counts) if (variant !== null) countsOf(stratum).set(variant, count)
  return {
    choose(stratum, key) {
      const own = countsOf(stratum)
      const total = variants.reduce((sum, { name }) => sum + (own.get(name) ?? 0), 0)
      const behind = variants.map(({ name, share }) => share * (total + 1) - (own.get(name) ?? 0))
      const most = Math.max(...behind)
      const tied = variants.filter((_, index) => most - (behind[index] ?? 0) < 1e-9)
      const { name } = pointAt(tied, key) ?? {}
      if (name === undefined) return null
      own.set(name, (own.get(name) ?? 0) + 1)
      return name
    },
  }
}

/** One of several, by a key alone, in proportion to their shares. */
function pointAt<T extends { readonly share: number }>(all: readonly T[], key: string): T | undefined {
  if (all.length < 2) return all[0]
  const sum = all.reduce((total, { share }) => total + share, 0)
  let rest = (hash('sha256', key, 'buffer').readUInt32BE(0) / 0x1_0000_0000) * sum
  for (const one of all) {
    rest -= one.share
    if (rest < 0) return one
  }
  return all.at(-1)
}
