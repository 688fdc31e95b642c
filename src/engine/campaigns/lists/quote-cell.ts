/** A cell of CSV separated by `;`. What a spreadsheet would take for a formula gets an apostrophe before it, which the import of lists takes away again. */
export function quoteCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
