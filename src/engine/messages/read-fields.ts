/** The value at a path of JSON (`list.0.id`), as text; undefined when it is not there or is no plain value. */
export function readField(data: unknown, path: string): string | undefined {
  let value = data
  for (const name of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** A code at a path of JSON. What is no plain code is `unreadable`: it could hold the number or the text of the message, and codes are logged. */
export function readCode(data: unknown, path: string): string | undefined {
  const code = readField(data, path)
  return code === undefined || /^(?:\d{0,6}|[A-Za-z_][\w.-]{0,39})$/.test(code) ? code : 'unreadable'
}

/** A price as providers write it, never negative; undefined when there is none. */
export function readPrice(written: string | undefined): number | undefined {
  const price = Math.abs(Number(written))
  return written === undefined || written.trim() === '' || !Number.isFinite(price) ? undefined : price
}

/** What a request of a webhook carries: its form or JSON, and the query of its address. */
export function readParameters({
  url,
  headers,
  body,
}: {
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}): unknown {
  const query = url.includes('?') ? Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1))) : {}
  if ((headers['content-type'] ?? '').includes('json')) {
    try {
      const data = JSON.parse(body) as unknown
      return typeof data === 'object' && data !== null ? { ...query, ...data } : undefined
    } catch {
      return undefined
    }
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
}

/** A number as providers write it (`48600000201`, `+48 600 000 201`, `0048…`) in E.164; undefined when it is none: a short code, a name. */
export function readSender(written: string | undefined): string | undefined {
  const digits =
    written
      ?.trim()
      .replaceAll(/[\s()-]/g, '')
      .replace(/^(?:\+|00)/, '') ?? ''
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined
}
