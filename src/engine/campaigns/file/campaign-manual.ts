import * as z from 'zod'
import { countryFileShape, countryManual } from '../countries/index.ts'
import { attemptsManual, attemptsShape } from './attempts.ts'
import { callingManual, callingShape } from './calling.ts'
import { campaignManual, campaignShape } from './campaign.ts'
import { contactsManual, contactsShape } from './contacts.ts'
import { messageFileManual, messageFileShape } from './message-text.ts'
import { afterShape, beforeShape, messagesManual, unreachedShape } from './messages.ts'
import { paceManual, paceShape, pricesShape } from './pace.ts'
import { periodManual } from './period.ts'
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
        ['visits', at(contactsShape, 'visits')],
      ],
    ],
    ['`calling`', callingManual, [['', callingShape]]],
    [
      '`attempts`',
      attemptsManual,
      [
        ['', attemptsShape],
        ['at_most', at(attemptsShape, 'at_most')],
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
    ['`variants`', variantsManual, [['each', variantsShape.valueType]]],
    ['Periods', periodManual, []],
    ['Messages', messageFileManual, [['', messageFileShape]]],
    [
      'Countries',
      countryManual,
      [
        ['', countryFileShape],
        ['each purpose', at(at(countryFileShape, 'purposes'), 'care_reminder')],
        ['caller_number', at(countryFileShape, 'caller_number')],
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

function at(shape: z.ZodType, key: string): z.ZodType {
  const inner = unwrap(shape)
  return inner instanceof z.ZodObject ? (inner.shape[key] as z.ZodType) : inner
}

function unwrap(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodOptional ? unwrap(shape.unwrap() as z.ZodType) : shape
}

function printKeys(name: string, shape: z.ZodType): string {
  const inner = unwrap(shape)
  if (!(inner instanceof z.ZodObject)) return ''
  const rows = Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>).map(([key, value]) => {
    const needed = value.safeParse(undefined).success ? '' : 'yes'
    return `| \`${key}\` | ${needed} | ${(value.description ?? '').replaceAll('|', '\\|')} |`
  })
  const head = name === '' ? 'key' : `key of \`${name}\``
  return [`| ${head} | needed | meaning |`, '| --- | --- | --- |', ...rows].join('\n')
}
