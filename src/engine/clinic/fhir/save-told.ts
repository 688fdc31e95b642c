import type { ClinicSystem, Deed } from '../system.ts'
import { answerWritten } from './add-task.ts'
import { keepOnce, markNew } from './keep-record.ts'
import type { Concept, Resource } from './resources.ts'
import type { FhirWorld } from './world.ts'

type Item = NonNullable<Resource<'QuestionnaireResponse'>['item']>[number]
type Component = NonNullable<Resource<'Observation'>['component']>[number]

const VITAL_SIGNS: Concept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
}
/** LOINC: "Vital signs panel". */
const PANEL: Concept = { coding: [{ system: 'http://loinc.org', code: '85353-1', display: 'Vital signs panel' }] }

/** Answers of a form, each under the scenario's name of its value. */
export async function saveAnswers(
  world: FhirWorld,
  { key, patient, form, answers }: Parameters<ClinicSystem['saveAnswers']>[0],
): Promise<Deed<unknown>> {
  const questionnaire = world.mapping.forms.get(form)
  const [mark] = markNew(world, key)
  return answerWritten(
    await keepOnce<'QuestionnaireResponse'>(world, key, {
      resourceType: 'QuestionnaireResponse',
      identifier: mark,
      status: 'completed',
      questionnaire: questionnaire ?? `urn:trucada:form:${encodeURIComponent(form)}`,
      authored: new Date(world.now()).toISOString(),
      ...(patient !== undefined && { subject: { reference: `Patient/${patient}` } }),
      item: Object.entries(answers).flatMap(([linkId, value]) => writeItem(linkId, value)),
    }),
  )
}

function writeItem(linkId: string, value: unknown): Item[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'number') return [{ linkId, answer: [{ valueDecimal: value }] }]
  if (typeof value === 'boolean') return [{ linkId, answer: [{ valueBoolean: value }] }]
  return [{ linkId, answer: [{ valueString: typeof value === 'string' ? value : JSON.stringify(value) }] }]
}

/** Measured values as one Observation with a component each, so that they are there together or not at all. */
export async function saveMeasurements(
  world: FhirWorld,
  { key, patient, at, values }: Parameters<ClinicSystem['saveMeasurements']>[0],
): Promise<Deed<unknown>> {
  return answerWritten(
    await keepOnce<'Observation'>(world, key, {
      resourceType: 'Observation',
      identifier: markNew(world, key),
      status: 'preliminary',
      category: [VITAL_SIGNS],
      code: PANEL,
      subject: { reference: `Patient/${patient}` },
      effectiveDateTime: new Date(at).toISOString(),
      component: Object.entries(values).map(([name, value]) => writeComponent(world, name, value)),
    }),
  )
}

function writeComponent({ mapping }: FhirWorld, name: string, value: number): Component {
  const known = mapping.measurements.get(name)
  // A value that the mapping does not know is kept under its name: staff can read it.
  if (known === undefined) return { code: { text: name }, valueQuantity: { value } }
  return {
    code: { coding: [known.coding], text: name },
    valueQuantity: { value, unit: known.unit, system: 'http://unitsofmeasure.org', code: known.unit },
  }
}
