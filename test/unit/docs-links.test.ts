import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

function listPages(): readonly string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    name => `docs/${name.replaceAll('\\', '/')}`,
  )
  return ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...docs.filter(name => name.endsWith('.md')).sort()]
}

/** A page without its fenced code; with inline code dropped too, `[a](b)` in it is no link. */
const dropFences = (page: string): string => page.replaceAll(/^(```+|~~~+)[\s\S]*?^\1`*\s*$/gm, '')
const dropCode = (page: string): string => dropFences(page).replaceAll(/(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')

/** Targets of links and pictures, in Markdown and in HTML, that lead to no other site. */
function findLinks(page: string): readonly string[] {
  const text = dropCode(page)
  const inline = [...text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const defined = [...text.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm)]
  const html = [...text.matchAll(/\b(?:href|src)="([^"]+)"/g)]
  return [...inline, ...defined, ...html]
    .map(match => match[1] ?? '')
    .filter(target => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target))
}

/** Anchors as GitHub makes them: of headings, and of `id` and `name` in HTML. */
function listAnchors(page: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of dropFences(page).matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm)) {
    const words = heading.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]|<[^>]+>/g, '')
    const anchor = words
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-')
    let unique = anchor
    for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`
    anchors.add(unique)
  }
  for (const [, name = ''] of page.matchAll(/<[a-z][^>]*\s(?:id|name)="([^"]+)"/gi)) anchors.add(name)
  return anchors
}

/** What is wrong with a link of a page, or undefined. */
function findFault(page: string, text: string, target: string): string | undefined {
  const [path = '', anchor] = decodeURI(target).split('#')
  const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path)
  if (relative(ROOT, file).startsWith('..')) return `${target}: leads out of the project`
  if (!existsSync(file)) return `${target}: no such file`
  if (anchor === undefined || anchor === '') return undefined
  if (statSync(file).isDirectory() || !file.endsWith('.md')) return undefined
  const anchors = listAnchors(path === '' ? text : readFileSync(file, 'utf8'))
  return anchors.has(anchor) ? undefined : `${target}: no such heading`
}

describe('every relative link leads to a file and a heading', () => {
  it.each(listPages())('%s', page => {
    const text = readFileSync(join(ROOT, page), 'utf8')
    const faults = findLinks(text).map(target => findFault(page, text, target))
    expect(faults.filter(fault => fault !== undefined)).toEqual([])
  })
})

describe('what this test takes for a link', () => {
  const page = [
    '# The `first` page, exactly',
    '## Twice',
    '## Twice',
    '[a](guides/a.md#top) ![b](b.svg "b") <img src="c.png"> [d]',
    '`[no](code.md)` [site](https://example.org) [mail](mailto:a@example.org)',
    '```md',
    '[no](fence.md)',
    '# no heading',
    '```',
    '[d]: d.md',
  ].join('\n')
  it('is in the text, in HTML or defined below, and no code', () => {
    expect(findLinks(page)).toEqual(['guides/a.md#top', 'b.svg', 'd.md', 'c.png'])
  })
  it('knows headings by the anchors that GitHub gives them', () => {
    expect([...listAnchors(page)]).toEqual(['the-first-page-exactly', 'twice', 'twice-1'])
  })
  it('notices a missing file, a missing heading and a way out', () => {
    const fault = (target: string): string | undefined => findFault('docs/README.md', '# Here', target)
    expect(['nowhere.md', '../README.md#nowhere', '#there', '../../elsewhere.md'].map(fault)).toEqual([
      'nowhere.md: no such file',
      '../README.md#nowhere: no such heading',
      '#there: no such heading',
      '../../elsewhere.md: leads out of the project',
    ])
    expect(['../README.md', '#here', '../README.md#two-commands', 'guides'].map(fault)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
