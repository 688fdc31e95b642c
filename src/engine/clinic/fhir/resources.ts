import * as z from 'zod'

/** An instant of FHIR: with its offset, as R4 demands. */
const instant = z.iso.datetime({ offset: true })
/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an instant. */
const dateTime = z.union([instant, z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)])
const filled = z.string().min(1)
/** A list of words in records that are only read; `null` stands where an extension says why there is no word. */
const words = z.array(z.string().nullable()).transform(list => list.filter(word => word !== null))
const period = z.looseObject({ start: dateTime.optional(), end: dateTime.optional() })
const identifier = z.looseObject({
  system: filled.optional(),
  value: filled.optional(),
  use: z.enum(['usual', 'official', 'temp', 'secondary', 'old']).optional(),
  period: period.optional(),
})
const coding = z.looseObject({ system: filled.optional(), code: filled.optional(), display: filled.optional() })
const concept = z.looseObject({ coding: z.array(coding).optional(), text: filled.optional() })
const reference = z.looseObject({ reference: filled.optional(), display: filled.optional() })
const quantity = z.looseObject({ value: z.number().optional(), unit: z.string().optional() })

/** What every resource has. Elements that are not named here are kept as they came: a PUT must not lose them. */
const base = {
  id: filled.optional(),
  meta: z.looseObject({ versionId: filled.optional(), lastUpdated: instant.optional() }).optional(),
  identifier: z.array(identifier).optional(),
}
const name = z.looseObject({
  use: z.string().optional(),
  text: z.string().optional(),
  family: z.string().optional(),
  given: words.optional(),
})
const telecom = z.looseObject({
  system: z.string().optional(),
  value: z.string().optional(),
  use: z.string().optional(),
  rank: z.int().optional(),
  period: period.optional(),
})
const address = z.looseObject({
  use: z.string().optional(),
  line: words.optional(),
  city: z.string().optional(),
  postalCode: z.string().optional(),
  text: z.string().optional(),
})

const patient = z.looseObject({
  resourceType: z.literal('Patient'),
  ...base,
  active: z.boolean().optional(),
  name: z.array(name).optional(),
  telecom: z.array(telecom).optional(),
  gender: z.string().optional(),
  birthDate: z.string().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
  link: z.array(z.looseObject({ other: reference, type: z.string() })).optional(),
  address: z.array(address).optional(),
  communication: z.array(z.looseObject({ language: concept, preferred: z.boolean().optional() })).optional(),
})
const practitioner = z.looseObject({ resourceType: z.literal('Practitioner'), ...base, name: z.array(name).optional() })
const location = z.looseObject({
  resourceType: z.literal('Location'),
  ...base,
  status: z.string().optional(),
  name: filled.optional(),
  alias: z.array(filled).optional(),
  telecom: z.array(telecom).optional(),
  address: address.optional(),
  hoursOfOperation: z
    .array(
      z.looseObject({
        daysOfWeek: z.array(z.string()).optional(),
        allDay: z.boolean().optional(),
        openingTime: z.string().optional(),
        closingTime: z.string().optional(),
      }),
    )
    .optional(),
})
const availableTime = z
  .array(
    z.looseObject({
      daysOfWeek: z.array(z.string()).optional(),
      allDay: z.boolean().optional(),
      availableStartTime: z.string().optional(),
      availableEndTime: z.string().optional(),
    }),
  )
  .optional()
const practitionerRole = z.looseObject({
  resourceType: z.literal('PractitionerRole'),
  ...base,
  active: z.boolean().optional(),
  practitioner: reference.optional(),
  specialty: z.array(concept).optional(),
  location: z.array(reference).optional(),
  availableTime,
})
const extension = z.looseObject({
  url: z.string(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
  valueMarkdown: z.string().optional(),
})
const healthcareService = z.looseObject({
  resourceType: z.literal('HealthcareService'),
  ...base,
  active: z.boolean().optional(),
  name: filled.optional(),
  comment: z.string().optional(),
  _comment: z
    .looseObject({ extension: z.array(extension.extend({ extension: z.array(extension).optional() })).optional() })
    .optional(),
  availableTime,
})
const schedule = z.looseObject({
  resourceType: z.literal('Schedule'),
  ...base,
  active: z.boolean().optional(),
  specialty: z.array(concept).optional(),
  serviceType: z.array(concept).optional(),
  actor: z.array(reference),
})
const slot = z.looseObject({
  resourceType: z.literal('Slot'),
  ...base,
  specialty: z.array(concept).optional(),
  serviceType: z.array(concept).optional(),
  schedule: reference,
  status: z.enum(['busy', 'free', 'busy-unavailable', 'busy-tentative', 'entered-in-error']),
  start: instant,
  end: instant,
})
const appointment = z
  .looseObject({
    resourceType: z.literal('Appointment'),
    ...base,
    status: z.enum([
      'proposed',
      'pending',
      'booked',
      'arrived',
      'fulfilled',
      'cancelled',
      'noshow',
      'entered-in-error',
      'checked-in',
      'waitlist',
    ]),
    cancelationReason: concept.optional(),
    specialty: z.array(concept).optional(),
    serviceType: z.array(concept).optional(),
    start: instant.optional(),
    end: instant.optional(),
    slot: z.array(reference).optional(),
    patientInstruction: z.string().optional(),
    participant: z
      .array(
        z
          .looseObject({
            actor: reference.optional(),
            type: z.array(concept).optional(),
            status: z.enum(['accepted', 'declined', 'tentative', 'needs-action']),
          })
          .refine(one => one.actor !== undefined || one.type !== undefined, { error: 'app-1' }),
      )
      .min(1),
  })
  .refine(one => (one.start === undefined) === (one.end === undefined), { error: 'app-2' })
  .refine(one => one.start !== undefined || ['proposed', 'cancelled', 'waitlist'].includes(one.status), { error: 'app-3' })
  .refine(one => one.cancelationReason === undefined || ['cancelled', 'noshow'].includes(one.status), { error: 'app-4' })
const appointmentResponse = z
  .looseObject({
    resourceType: z.literal('AppointmentResponse'),
    ...base,
    appointment: reference,
    actor: reference.optional(),
    participantType: z.array(concept).optional(),
    participantStatus: z.enum(['accepted', 'declined', 'tentative', 'needs-action']),
  })
  .refine(one => one.actor !== undefined || one.participantType !== undefined, { error: 'apr-1' })
const serviceRequest = z.looseObject({
  resourceType: z.literal('ServiceRequest'),
  ...base,
  status: z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']),
  intent: filled,
  code: concept.optional(),
  subject: reference,
})
const task = z.looseObject({
  resourceType: z.literal('Task'),
  ...base,
  status: filled,
  intent: filled,
  description: z.string().optional(),
})
const answerValue = z.union([
  z.strictObject({ valueString: filled }),
  z.strictObject({ valueDecimal: z.number() }),
  z.strictObject({ valueBoolean: z.boolean() }),
  z.strictObject({ valueDateTime: instant }),
])
const questionnaireResponse = z.looseObject({
  resourceType: z.literal('QuestionnaireResponse'),
  ...base,
  /** Here R4 allows one identifier only. */
  identifier: identifier.optional(),
  status: z.enum(['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped']),
  item: z.array(z.looseObject({ linkId: filled, answer: z.array(answerValue).optional() })).optional(),
})
const observation = z.looseObject({
  resourceType: z.literal('Observation'),
  ...base,
  status: filled,
  code: concept,
  subject: reference.optional(),
  effectiveDateTime: dateTime.optional(),
  valueQuantity: quantity.optional(),
  component: z.array(z.looseObject({ code: concept, valueQuantity: quantity.optional() })).optional(),
})
const communication = z.looseObject({
  resourceType: z.literal('Communication'),
  ...base,
  status: filled,
  sent: dateTime.optional(),
})
const consent = z.looseObject({
  resourceType: z.literal('Consent'),
  ...base,
  status: z.enum(['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error']),
  scope: concept,
  category: z.array(concept).min(1),
})
const subscription = z.looseObject({
  resourceType: z.literal('Subscription'),
  ...base,
  status: z.enum(['requested', 'active', 'error', 'off']),
  reason: filled,
  criteria: filled,
  channel: z.looseObject({ type: z.string(), endpoint: z.string().optional(), header: z.array(z.string()).optional() }),
})
const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
  entry: z
    .array(
      z.looseObject({
        resource: z.looseObject({ resourceType: z.string() }).optional(),
        /** In a history: what was done. */
        request: z.looseObject({ method: z.string(), url: z.string() }).optional(),
      }),
    )
    .optional(),
})

/** The shapes of R4 that are read and written here, each as far as it is used, with the invariants of the standard that it could break. */
export const RESOURCES = {
  Patient: patient,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
  Location: location,
  HealthcareService: healthcareService,
  Schedule: schedule,
  Slot: slot,
  Appointment: appointment,
  AppointmentResponse: appointmentResponse,
  ServiceRequest: serviceRequest,
  Task: task,
  QuestionnaireResponse: questionnaireResponse,
  Observation: observation,
  Communication: communication,
  Consent: consent,
  Subscription: subscription,
  Bundle: bundle,
} as const

/** Names of resources that the clinic's system is asked for. */
export type ResourceType = keyof typeof RESOURCES
/** A resource by its name, with all the elements that it came with. */
export type Resource<T extends ResourceType = ResourceType> = { readonly [K in T]: z.infer<(typeof RESOURCES)[K]> }[T]
/** A resource that the server knows. */
export type Kept<T extends ResourceType> = Resource<T> & {
  readonly id: string
  readonly meta?: { readonly versionId?: string | undefined; readonly lastUpdated?: string | undefined } | undefined
}
/** A business identifier; deeds and holds leave their marks in them. */
export type Identifier = z.infer<typeof identifier>
/** A code with its system, as mapped in `clinic-fhir.yaml`. */
export type Concept = z.infer<typeof concept>
/** One code. */
export type Coding = z.infer<typeof coding>
/** Where another resource is found. */
export type Reference = z.infer<typeof reference>
