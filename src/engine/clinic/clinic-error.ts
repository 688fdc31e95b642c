/** The clinic could not do a deed. The message is static and holds no personal data. */
export class ClinicError extends Error {
  override readonly name = 'ClinicError'
  readonly code: 'clinic/unknown_service' | 'clinic/bad_input' | 'clinic/unknown_patient'
  readonly retryable = false

  constructor(code: ClinicError['code'], message: string) {
    super(message)
    this.code = code
  }
}
