import type { Gender } from '../name-data.ts'

const SOFTENED: Readonly<Record<string, string>> = { к: 'ц', г: 'з', х: 'с' }
const CALLED: Readonly<Record<string, string>> = { к: 'ч', г: 'ж', х: 'ш' }

/** The oblique forms of a Ukrainian first name or surname in lower case, the vocative ("Анно", "Тарасе") among them. */
export function declineUkrainian(name: string, gender: Gender, isSurname: boolean): string[] {
  if (isSurname) {
    const forms = declineSurname(name, gender)
    if (forms !== undefined) return forms
  }
  if (name.endsWith('а')) return declineInA(name.slice(0, -1))
  if (name.endsWith('я')) return declineInYa(name.slice(0, -1))
  if (gender === 'female') return isSurname ? [] : name === 'любов' ? ['любові', "любов'ю", 'любове'] : []
  if (name.endsWith('о')) return declineHard(name.slice(0, -1))
  if (name.endsWith('й')) {
    const stem = name.slice(0, -1)
    const isInI = stem.endsWith('і')
    const soft = isInI ? stem.slice(0, -1) : stem
    return isInI
      ? [`${stem}я`, `${stem}ю`, `${stem}єві`, `${stem}єм`, `${stem}ї`, `${soft}ієві`]
      : [`${stem}я`, `${stem}ю`, `${stem}єві`, `${stem}єм`, `${stem}ї`]
  }
  if (/[иеуюіїє]$/.test(name)) return []
  if (name.endsWith('ець')) return declineSoft(`${name.replace(/ець$/, '')}ц`)
  if (name.endsWith('ь')) return declineSoft(name.slice(0, -1))
  if (name === 'ігор' || name.endsWith('ар')) return [...declineSoft(name), ...declineHard(name)]
  return listStems(name).flatMap(declineHard)
}

function declineSurname(name: string, gender: Gender): string[] | undefined {
  const stem = name.slice(0, -2)
  if (gender === 'female') {
    if (/(?:ськ|цьк|зьк)а$/.test(name))
      return [`${name.slice(0, -1)}ої`, `${name.slice(0, -1)}ій`, `${name.slice(0, -1)}у`, `${name.slice(0, -1)}ою`]
    if (/(?:ов|ев|єв|ин|ін|їн|н)а$/.test(name))
      return [`${name.slice(0, -1)}ої`, `${name.slice(0, -1)}ій`, `${name.slice(0, -1)}у`, `${name.slice(0, -1)}ою`]
    return undefined
  }
  if (/[иі]й$/.test(name)) return [`${stem}ого`, `${stem}ому`, `${stem}им`, `${stem}их`]
  if (/[оеє]в$|[иії]н$/.test(name)) return [`${name}а`, `${name}у`, `${name}ові`, `${name}им`, `${name}і`, `${name}е`]
  if (name.endsWith('ів')) return [`${name}а`, `${name}у`, `${name}ові`, `${name}им`, `${stem}ова`, `${stem}ову`, `${stem}овим`]
  return undefined
}

function declineInA(stem: string): string[] {
  const last = stem.slice(-1)
  const isHissing = /[жшчщ]$/.test(stem)
  return [
    `${stem}${isHissing ? 'і' : 'и'}`,
    `${stem.slice(0, -1)}${SOFTENED[last] ?? last}і`,
    `${stem}у`,
    isHissing ? `${stem}ею` : `${stem}ою`,
    isHissing ? `${stem}е` : `${stem}о`,
  ]
}

function declineInYa(stem: string): string[] {
  const isAfterVowel = /[аеєиіїоуюя'й]$/.test(stem)
  return isAfterVowel
    ? [`${stem}ї`, `${stem}ю`, `${stem}єю`, `${stem}є`]
    : [`${stem}і`, `${stem}ю`, `${stem}ею`, `${stem}ю`, `${stem}е`]
}

function declineHard(stem: string): string[] {
  const last = stem.slice(-1)
  return [
    `${stem}а`,
    `${stem}у`,
    `${stem}ові`,
    `${stem}еві`,
    `${stem}ом`,
    `${stem}ем`,
    `${stem}і`,
    `${stem}е`,
    `${stem.slice(0, -1)}${CALLED[last] ?? last}е`,
  ]
}

function declineSoft(stem: string): string[] {
  return [`${stem}я`, `${stem}ю`, `${stem}еві`, `${stem}ем`, `${stem}і`, `${stem}е`]
}

function listStems(name: string): string[] {
  if (name === 'лев') return ['лев']
  if (name === 'заєць') return ['зайц']
  if (/[^аеєиіїоуюя](?:ок|ек)$/.test(name)) return [`${name.slice(0, -2)}к`, name]
  if (/і[гклбднрт]$/.test(name) && /^(?:яків|федір|прокіп)$/.test(name)) return [name]
  if (name === 'яків') return ['яков']
  if (name === 'федір') return ['федор']
  if (name === 'прокіп') return ['прокоп']
  if (name === 'гліб') return ['гліб']
  return [name]
}
