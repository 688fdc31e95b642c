import type { OpenedCampaign } from '../../server/campaigns/open-campaign.ts'
import { offersTimes } from '../../server/clinic/find-offer-campaign.ts'

/** Why a campaign has nobody to call yet, and what brings them. */
export function explainEmpty(opened: OpenedCampaign): string {
  const { name, contacts } = opened.campaign
  switch (contacts.kind) {
    case 'clinic':
      return "Nobody is to be called yet: no visit of the clinic's system is near enough. While the campaign runs, trucada serve takes them in as they come."
    case 'recalls':
      return `Nobody is to be called yet: by the clinic's system nobody is due again for ${contacts.program}. While the campaign runs, trucada serve takes them in as they come.`
    case 'callbacks':
      return 'Nobody is to be called yet: trucada serve takes in whoever calls in vain.'
    case 'list':
      if (offersTimes(opened))
        return 'Nobody is to be called yet: no time of the clinic is free that somebody on the waiting list wants (trucada waiting list). While the campaign runs, trucada serve offers such times as they become free.'
      return `Nobody is to be called yet: "trucada contacts import FILE --campaign ${name}" takes a list in.`
  }
}
