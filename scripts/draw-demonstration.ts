// Draws docs/pictures/demonstration.svg: the terminal while the demonstration runs, and what it says at the end. Run: npm run picture
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { main } from '../src/cli/main.ts'
import { drawTerminal } from './draw-terminal.ts'

const COLUMNS = 100
/** So much is done in the moment that is drawn. */
const MOMENT = /1[3-4]\d of 200 done/
const FILE = 'docs/pictures/demonstration.svg'

const folder = mkdtempSync(join(tmpdir(), 'trucada-picture-'))
let written = ''
const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: COLUMNS })
stdout.on('data', (data: Buffer) => {
  written += data.toString()
})
try {
  await main(['demonstration'], {
    stdin: process.stdin,
    stdout,
    stderr: process.stderr,
    env: {},
    folder,
    onStop: () => () => undefined,
    onUnread: () => undefined,
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
// Between two erasures of the block stands one frame of it.
// oxlint-disable-next-line no-control-regex
const frames = written.split(/\u001b\[\d+A\r\u001b\[J/)
const [first = ''] = frames
const intro = first.split('\n').slice(1, 5)
const moment = frames.find(frame => MOMENT.test(frame)) ?? ''
const end = frames.at(-1) ?? ''
const lines = ['\u001b[32m$\u001b[39m npm start', '', ...intro, ...moment.trimEnd().split('\n'), '', ...end.trimEnd().split('\n')]
writeFileSync(FILE, drawTerminal(lines, COLUMNS))
console.log(`${FILE} is drawn.`)
