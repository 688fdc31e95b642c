const ASCII = /^[\x20-\x7e]*$/

/** A name as far as it tells columns, persons or languages apart: without case, accents, dots and the signs between words. */
export function foldName(text: string): string {
  // Most texts have nothing to be taken off, and lists are long.
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replaceAll(/['`]/g, '')
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
  return (
    text
      .toLowerCase()
      .replaceAll('ł', 'l')
      .replaceAll(/['’ʼ`]/g, '')
      // Of Cyrillic letters й and ї are letters of their own.
      .replaceAll(/[^\u0400-\u052f\x20-\x7e]+/g, part => part.normalize('NFD').replaceAll(/\p{M}/gu, ''))
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  )
}
