const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WIDE =
  /^(?:\p{Extended_Pictographic}(?<![\u00a9\u00ae\u2122])|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6])/u
const INVISIBLE = /^[\p{M}\p{Cf}]+$/u

/** Columns that a text takes on a screen (Unicode Standard Annex #11): a letter with its marks is one, wide signs are two. */
export function measureWidth(text: string): number {
  // Latin, Greek and Cyrillic without combining marks: one column a sign.
  if (/^[\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f]*$/.test(text)) return text.length
  let width = 0
  for (const { segment } of GRAPHEMES.segment(text)) width += INVISIBLE.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1
  return width
}
