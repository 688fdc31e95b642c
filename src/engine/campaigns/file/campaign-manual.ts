import type * as z from 'zod'
import { printKeys, shapeAt } from '../../../scenarios/model/print-keys.ts'
import { countryFileShape, countryManual } from '../countries/index.ts'
import { attemptsManual, attemptsShape } from './attempts.ts'
import { callingManual, callingShape } from './calling.ts'
import { campaignManual, campaignShape } from './campaign.ts'
import { contactsManual, contactsShape } from './contacts.ts'
import { messageFileManual, messageFileShape } from './message-text.ts'
import { afterShape, beforeShape, messagesManual, unreachedShape } from './messages.ts'
import { paceManual, paceShape, pricesShape } from './pace.ts'
import { periodManual } from './period.ts'
import { repliesManual, repliesShape } from './replies.ts'
import { variantsManual, variantsShape } from './variants.ts'

type Keys = readonly (readonly [string, z.ZodType])[]

/** docs/reference/campaigns.md, from the manual texts and the shapes of the constructs. */
export function buildCampaignManual(): string {
  const sections: readonly (readonly [string, string, Keys])[] = [
    ['Campaign', campaignManual, [['', campaignShape]]],
    [
      '`contacts`',
      contactsManual,
      [
        ['', contactsShape],
        ['visits', shapeAt(contactsShape, 'visits')],
      ],
    ],
    ['`calling`', callingManual, [['', callingShape]]],
    [
      '`attempts`',
      attemptsManual,
      [
        ['', attemptsShape],
        ['at_most', shapeAt(attemptsShape, 'at_most')],
      ],
    ],
    [
      '`pace` and `prices`',
      paceManual,
      [
        ['pace', paceShape],
        ['prices', pricesShape],
      ],
    ],
    [
      '`before`, `after`, `unreached`',
      messagesManual,
      [
        ['before', beforeShape],
        ['after', afterShape],
        ['unreached', unreachedShape],
      ],
    ],
    [
      '`replies`',
      repliesManual,
      [
        ['', repliesShape],
        ['agree, cancel, move, decline', shapeAt(repliesShape, 'agree')],
      ],
    ],
    ['`variants`', variantsManual, [['each', variantsShape.valueType]]],
    ['Periods', periodManual, []],
    ['Messages', messageFileManual, [['', messageFileShape]]],
    [
      'Countries',
      countryManual,
      [
        ['', countryFileShape],
        ['each purpose', shapeAt(shapeAt(countryFileShape, 'purposes'), 'care_reminder')],
        ['retention', shapeAt(countryFileShape, 'retention')],
        ['caller_number', shapeAt(countryFileShape, 'caller_number')],
      ],
    ],
  ]
  const parts = [
    '# Campaign files: reference',
    'Generated from the code; do not edit. Every key that is not listed here is an error. How to run a campaign: [campaigns](../guides/campaigns.md).',
    ...sections.map(([title, manual, keys]) =>
      [`## ${title}`, manual.trim(), ...keys.map(([name, shape]) => printKeys(name, shape))].join('\n\n'),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}
