const ADDRESS = /^[^\s@]{1,64}@[^\s@]{1,255}$/

/** The address of a contact's e-mails: the datum that is named `email`, alone or in a group (`patient.email`). */
export function findEmail(data: Readonly<Record<string, unknown>>): string | undefined {
  const groups = [data, ...Object.values(data)]
  for (const group of groups) {
    const email = typeof group === 'object' && group !== null ? (group as Readonly<Record<string, unknown>>)['email'] : undefined
    if (typeof email === 'string' && ADDRESS.test(email)) return email
  }
  return undefined
}
