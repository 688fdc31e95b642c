import type { ZodError } from 'zod'
import { OperationalError } from '../../operational-error.ts'

/** No answer came, or none in time. */
export function explainNoAnswer(error: unknown): OperationalError {
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  return new OperationalError(
    isLate ? 'clinic/too-slow' : 'clinic/unreachable',
    isLate ? 'The clinic’s FHIR server did not answer in time.' : 'The clinic’s FHIR server cannot be reached.',
    {
      retryable: true,
      cause: error,
      remedy: 'See whether the server runs and whether server in clinic-fhir.yaml is its address.',
    },
  )
}

/** 401 or 403. */
export function explainNotAllowed(status: number): OperationalError {
  return new OperationalError('clinic/not-allowed', 'The clinic’s FHIR server does not let Trucada do this.', {
    facts: { status },
    remedy:
      'See whether the token is valid, and whether its scope allows to read and write what docs/guides/connect-your-clinic.md lists.',
  })
}

/** Any other status that is no answer. */
export function explainFailure(status: number): OperationalError {
  return new OperationalError('clinic/failed', 'The clinic’s FHIR server failed.', {
    retryable: status >= 500 || status === 429,
    facts: { status },
    remedy: 'The log of that server says why.',
  })
}

/** An answer that is no FHIR R4, such as the page of a proxy. `cause` must hold no record: only what its shape lacks. */
export function explainNoFhir(cause?: unknown): OperationalError {
  return new OperationalError('clinic/no-fhir', 'The clinic’s FHIR server answers something that is no FHIR R4.', {
    cause,
    remedy: 'Give as server in clinic-fhir.yaml the base address for R4: it often ends in /r4 or /fhir.',
  })
}

/** The server leads elsewhere: nothing is sent after it, since a token and a patient would go along. `to`: where, without its path. */
export function explainMoved(status: number, to: string | undefined): OperationalError {
  return new OperationalError('clinic/moved', 'The clinic’s FHIR server leads to another address.', {
    facts: { status, ...(to !== undefined && { origin: to }) },
    remedy: 'Give as server in clinic-fhir.yaml the address that it leads to, if that is the clinic’s.',
  })
}

/** Pages that lead in a circle, or on for ever. */
export function explainEndless(): OperationalError {
  return new OperationalError('clinic/endless', 'A search at the clinic’s FHIR server has no end.', {
    remedy: 'Have the server give each page a link to the next one, and none on the last.',
  })
}

/** The next page lies on another server. */
export function explainForeignPage(origin: string): OperationalError {
  return new OperationalError('clinic/foreign-page', 'The clinic’s FHIR server leads to another server for its next page.', {
    facts: { origin },
    remedy: 'Have the server give links with the address that stands in clinic-fhir.yaml as server.',
  })
}

/** The server gives its records no versions, and a write would be blind. */
export function explainNoVersion(): OperationalError {
  return new OperationalError('clinic/no-version', 'The clinic’s FHIR server gives its records no versions.', {
    remedy: 'Set booking: tasks in clinic-fhir.yaml: without versions a time could be booked twice.',
  })
}

/** One record that does not fit R4; which it is and what of it does not fit, without what it says. */
export function explainFaulty(type: string, { id }: { readonly id?: unknown }, { issues }: ZodError): OperationalError {
  const place = issues[0]?.path.join('.')
  return new OperationalError('clinic/faulty-record', 'A record at the clinic’s FHIR server does not fit R4.', {
    facts: { record: typeof id === 'string' ? `${type}/${id}` : type, ...(place !== undefined && { place }) },
    remedy: 'Have the clinic’s staff mend the record.',
  })
}
