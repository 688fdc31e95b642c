import type { CampaignDocument } from '../../engine/campaigns/index.ts'

/** Why a campaign has nobody to call yet, and what brings them. */
export function explainEmpty({ name, contacts }: CampaignDocument): string {
  switch (contacts.kind) {
    case 'clinic':
      return "Nobody is to be called yet: no visit of the clinic's system is near enough. While the campaign runs, trucada serve takes them in as they come."
    case 'recalls':
      return `Nobody is to be called yet: by the clinic's system nobody is due again for ${contacts.program}. While the campaign runs, trucada serve takes them in as they come.`
    case 'callbacks':
      return 'Nobody is to be called yet: trucada serve takes in whoever calls in vain.'
    case 'list':
      return `Nobody is to be called yet: "trucada contacts import FILE --campaign ${name}" takes a list in.`
  }
}
