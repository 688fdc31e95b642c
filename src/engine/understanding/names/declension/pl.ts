import type { Gender } from '../name-data.ts'

/** Last consonants before the ending -e of the dative and locative. */
const SOFTENED: readonly (readonly [string, string])[] = [
  ['ch', 'sz'],
  ['st', 'ści'],
  ['k', 'c'],
  ['g', 'dz'],
  ['r', 'rz'],
  ['t', 'ci'],
  ['d', 'dzi'],
  ['ł', 'l'],
  ['n', 'ni'],
  ['b', 'bi'],
  ['p', 'pi'],
  ['m', 'mi'],
  ['w', 'wi'],
  ['f', 'fi'],
  ['s', 'si'],
  ['z', 'zi'],
]
const SOFT_END = /(?:sz|cz|rz|dz|[żcljśćźń])$/
const ACUTE: Readonly<Record<string, string>> = { ś: 'si', ć: 'ci', ź: 'zi', ń: 'ni' }

/** The oblique forms of a Polish first name or surname in lower case, the vocative among them. */
export function declinePolish(name: string, gender: Gender): string[] {
  if (/[sc]k[ia]$|dzk[ia]$/.test(name)) return declineAdjective(name.slice(0, -1), gender, true)
  if (/[yi]$/.test(name) && name.length > 3) return declineAdjective(name.replace(/y$/, ''), gender, name.endsWith('i'))
  if (name.endsWith('a')) return declineInA(name.slice(0, -1))
  if (name.endsWith('o')) return [...declineInA(name.slice(0, -1)), ...declineConsonant(name.slice(0, -1))]
  if (gender === 'female') return /[eiouyęąó]$/.test(name) ? [] : [`${name}owej`, `${name}ową`, `${name}ównę`, `${name}owa`]
  return /[euąęó]$/.test(name) ? [] : declineConsonant(name)
}

function declineAdjective(stem: string, gender: Gender, isSoft: boolean): string[] {
  const base = isSoft && stem.endsWith('i') ? stem.slice(0, -1) : stem
  if (gender === 'female') return isSoft ? [`${base}iej`, `${base}ą`, `${base}o`] : [`${base}ej`, `${base}ą`, `${base}o`]
  const i = isSoft || /[kg]$/.test(base) ? 'i' : ''
  return [`${base}${i}ego`, `${base}${i}emu`, i === '' ? `${base}ym` : `${base}im`, `${base}ich`]
}

function declineInA(stem: string): string[] {
  const forms = [`${stem}ę`, `${stem}ą`, `${stem}o`]
  if (stem.endsWith('i')) forms.push(`${stem}i`, stem, `${stem}u`)
  else if (stem.endsWith('j')) forms.push(`${stem.slice(0, -1)}i`, `${stem}i`, `${stem}u`)
  else if (stem.endsWith('l')) forms.push(`${stem}i`, `${stem}u`)
  else if (SOFT_END.test(stem)) forms.push(`${stem}y`, `${stem}u`)
  else forms.push(/[kg]$/.test(stem) ? `${stem}i` : `${stem}y`, soften(stem))
  return forms
}

function soften(stem: string): string {
  const change = SOFTENED.find(([hard]) => stem.endsWith(hard))
  return change === undefined ? `${stem}e` : `${stem.slice(0, -change[0].length)}${change[1]}e`
}

function declineConsonant(name: string): string[] {
  const forms: string[] = []
  for (const stem of listStems(name)) {
    const isSoft = SOFT_END.test(name) || stem.endsWith('i')
    forms.push(`${stem}a`, `${stem}owi`, `${stem}${/[kg]$/.test(stem) ? 'iem' : 'em'}`, `${stem}ów`, `${stem}owie`)
    if (isSoft || /[kgh]$/.test(stem)) forms.push(`${stem}u`)
    else forms.push(soften(stem))
  }
  return forms
}

/** What the endings are put on: "marek" gives "mark", "kwiecień" "kwietni", "gołąb" "gołębi"; for rarer surnames the full stem, too. */
function listStems(name: string): string[] {
  const last = name.slice(-1)
  const acute = ACUTE[last]
  if (/.ciec$/.test(name)) return [`${name.slice(0, -4)}jc`]
  if (name.endsWith('cień')) return [`${name.slice(0, -4)}tni`]
  if (/[^aeiouyąęó](i?)eń$/.test(name)) return [`${name.replace(/i?eń$/, '')}ni`]
  if (/[^aeiouyąęó]ek$/.test(name) && name.length > 3) return [`${name.slice(0, -2).replace(/i$/, '')}k`, name]
  if (/[ij]ek$/.test(name)) return [`${name.slice(0, -2).replace(/i$/, '')}k`]
  if (/[^aeiouyąęó]i?ec$/.test(name)) return [`${name.replace(/(rz)i?ec$/, 'r').replace(/i?ec$/, '')}c`]
  if (/[^aeiouyąęó]i?e[łl]$/.test(name)) return [`${name.replace(/i?e[łl]$/, '')}${last}`, name]
  if (/io[ł]$/.test(name)) return [`${name.slice(0, -3)}${last}`]
  if (name.endsWith('ąb')) return [`${name.slice(0, -2)}ębi`, name]
  if (name.endsWith('ąk')) return [`${name.slice(0, -2)}ąk`]
  if (name.endsWith('ąc')) return [name]
  if (name.endsWith('óz')) return [`${name.slice(0, -2)}oz`]
  if (/ó[wj]$/.test(name)) return [`${name.slice(0, -2)}o${last}`, name]
  if (acute !== undefined) return [`${name.slice(0, -1)}${acute}`]
  return [name]
}
