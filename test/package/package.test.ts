import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { createFolder } from '../unit/cli/run-cli.ts'

const run = promisify(execFile)
const PACKED = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'bin',
  'src',
  'scenarios-yaml',
  'campaigns-yaml',
  'LICENSE',
  'README.md',
]

/** A program of somebody who uses the package: a call over a transport of their own, and one of the services theirs. */
const PROGRAM = `import { compileWorkspace, createCall, createMemoryMessages, createRealClock, createSpeaking, createUnderstanding, defineServices, readContact, readWorkspaceFolder } from 'trucada'

const { scenarios } = compileWorkspace(await readWorkspaceFolder('node_modules/trucada/scenarios-yaml'))
const scenario = scenarios.get('appointment-confirmation')
if (scenario === undefined) throw new Error('no scenario')
const contact = readContact(scenario.gets, { patient: { name: 'Anna Nowak', phone: '+48600000201' }, appointment: { id: 'V1', at: '2027-03-10T10:30', doctor: 'Ewa Nowak', specialty: 'poradnia', place: 'parter' } }, scenario.clinic.zone)
if (contact.kind === 'refused') throw new Error(JSON.stringify(contact.problems))
const answers = ['tak', 'potwierdzam']
const confirmed: unknown[] = []
const call = createCall({
  id: 'call-1', scenario, language: 'pl', direction: 'outbound', data: { ...contact.data, caller: { phone: '+48600000201' } },
  clock: createRealClock(), understanding: createUnderstanding(), speaking: createSpeaking(), messages: createMemoryMessages(),
  services: defineServices({ confirm_visit: ({ id }) => { confirmed.push(id); return { result: 'done', values: {} } } }),
  telephone: {
    turn(turn) {
      call.receive({ kind: 'prompt', turn: turn.id, state: 'started' })
      // Heard, and thought about: nobody answers in the same instant.
      setTimeout(() => {
        call.receive({ kind: 'prompt', turn: turn.id, state: 'finished' })
        const text = turn.say.some(sentence => sentence.text.endsWith('?')) ? answers.shift() : undefined
        if (text === undefined) call.receive({ kind: 'silence', turn: turn.id })
        else call.receive({ kind: 'speech', turn: turn.id, hypotheses: [{ text }], beganAt: Date.now() })
      }, 50)
    },
    transfer: request => call.receive({ kind: 'transfer', turn: request.id, result: 'failed' }),
    hangUp: () => call.receive({ kind: 'hangup', by: 'us' }),
  },
  journal: () => undefined,
  onEnd: result => console.log(JSON.stringify({ outcome: result.outcome, confirmed })),
})
call.start()
`

describe('the package, installed into an empty folder', { timeout: 300_000 }, () => {
  let folder = ''
  const withoutProject = {
    ...process.env,
    PATH: (process.env['PATH'] ?? '')
      .split(':')
      .filter(path => !path.includes('node_modules'))
      .join(':'),
  }

  beforeAll(async () => {
    // Packed from a copy, so that no dist appears in the checkout while other tests run.
    const copy = mkdtempSync(join(tmpdir(), 'trucada-pack-'))
    for (const entry of PACKED) if (existsSync(entry)) cpSync(entry, join(copy, entry), { recursive: true })
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
    await run('npm', ['pack', '--silent'], { cwd: copy })
    const tarball = readdirSync(copy).find(name => name.endsWith('.tgz')) ?? 'no tarball'
    folder = mkdtempSync(join(tmpdir(), 'trucada-user-'))
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(copy, tarball)], {
      cwd: folder,
      env: withoutProject,
    })
  }, 300_000)

  it('brings what was compiled, its types, the scenarios and the licence, and no sources', () => {
    const inside = readdirSync(join(folder, 'node_modules/trucada')).sort()
    expect(inside).toEqual(expect.arrayContaining(['LICENSE', 'bin', 'campaigns-yaml', 'dist', 'package.json', 'scenarios-yaml']))
    expect(inside).not.toContain('src')
  })
  it('holds a call by command', async () => {
    const talk = run(join(folder, 'node_modules/.bin/trucada'), ['talk', 'appointment-confirmation', '--fast', '12'], {
      cwd: folder,
      // What other tests have learned need not be learned again.
      env: { ...withoutProject, TRUCADA_DATA: join(createFolder(), '.trucada') },
    })
    talk.child.stdin?.end('tak\n/1\nnie\n')
    const { stdout } = await talk
    expect(stdout).toContain('Robot   Dzień dobry')
    expect(stdout).toMatch(/Outcome confirmed\n$/)
  })
  it('holds a call by library, with types', async () => {
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'src/call.ts'), PROGRAM)
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          target: 'es2024',
          module: 'nodenext',
          rootDir: 'src',
          outDir: 'out',
          skipLibCheck: true,
          types: ['node'],
          typeRoots: [join(process.cwd(), 'node_modules/@types')],
        },
        include: ['src'],
      }),
    )
    const compiled = await run(join(process.cwd(), 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    )
    expect(compiled.stdout).toBe('')
    const { stdout } = await run(process.execPath, ['out/call.js'], { cwd: folder })
    expect(JSON.parse(stdout)).toEqual({ outcome: 'confirmed', confirmed: ['V1'] })
  })
})
