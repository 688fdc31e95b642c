// Writes the generated pages of docs/reference/. Run: npm run reference
import { writeFileSync } from 'node:fs'
import { REFERENCE_PAGES } from './reference/index.ts'

for (const { file, write } of REFERENCE_PAGES) writeFileSync(new URL(`../${file}`, import.meta.url), write())
