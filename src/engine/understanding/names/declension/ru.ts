import type { Gender } from '../name-data.ts'

/** The oblique forms of a Russian first name or surname in lower case (ё as е), the short vocative ("Ань") among them. */
export function declineRussian(name: string, gender: Gender, isSurname: boolean): string[] {
  if (isSurname) {
    const forms = declineSurname(name, gender)
    if (forms !== undefined) return forms
  }
  if (name.endsWith('а')) return declineInA(name.slice(0, -1), isSurname)
  if (name.endsWith('я')) return declineInYa(name.slice(0, -1), isSurname)
  if (gender === 'female') return name.endsWith('ь') && !isSurname ? [`${name.slice(0, -1)}и`, `${name}ю`] : []
  if (/[иыоуэеью]$/.test(name) && !/[ьй]$/.test(name)) return []
  if (name.endsWith('ий')) return declineSoft(name.slice(0, -1), true)
  if (name.endsWith('ей') && isSurname)
    return [...declineSoft(`${name.slice(0, -2)}ь`, false), ...declineSoft(name.slice(0, -1), false)]
  if (/[йь]$/.test(name)) return declineSoft(name.slice(0, -1), false)
  return listStems(name).flatMap(stem => [`${stem}а`, `${stem}у`, `${stem}ом`, `${stem}ем`, `${stem}е`])
}

function declineSurname(name: string, gender: Gender): string[] | undefined {
  if (gender === 'female') {
    if (/(?:ов|ев|ин|ын)а$/.test(name)) return [`${name.slice(0, -1)}ой`, `${name.slice(0, -1)}у`, `${name.slice(0, -1)}ою`]
    if (name.endsWith('ая')) return [`${name.slice(0, -2)}ой`, `${name.slice(0, -2)}ую`, `${name.slice(0, -2)}ою`]
    if (name.endsWith('яя')) return [`${name.slice(0, -2)}ей`, `${name.slice(0, -2)}юю`]
    return undefined
  }
  if (/(?:ов|ев|ин|ын)$/.test(name)) return [`${name}а`, `${name}у`, `${name}ым`, `${name}е`, `${name}ых`]
  if (/(?:ск|цк)ий$/.test(name))
    return [
      `${name.slice(0, -2)}ого`,
      `${name.slice(0, -2)}ому`,
      `${name.slice(0, -2)}им`,
      `${name.slice(0, -2)}ом`,
      `${name.slice(0, -2)}их`,
    ]
  if (/[ыо]й$/.test(name))
    return [
      `${name.slice(0, -2)}ого`,
      `${name.slice(0, -2)}ому`,
      `${name.slice(0, -2)}ым`,
      `${name.slice(0, -2)}ом`,
      `${name.slice(0, -2)}ых`,
    ]
  if (/(?:ко|ых|их|аго|ово)$/.test(name)) return []
  return undefined
}

function declineInA(stem: string, isSurname: boolean): string[] {
  const isHissing = /[гкхжшчщ]$/.test(stem)
  return [
    `${stem}${isHissing ? 'и' : 'ы'}`,
    `${stem}е`,
    `${stem}у`,
    `${stem}ой`,
    `${stem}ою`,
    `${stem}ей`,
    ...(isSurname ? [] : [stem]),
  ]
}

function declineInYa(stem: string, isSurname: boolean): string[] {
  const short = isSurname ? [] : [/[аеиоуыэюя]$/.test(stem) ? `${stem}й` : `${stem}ь`]
  return [`${stem}и`, stem.endsWith('и') ? `${stem}и` : `${stem}е`, `${stem}ю`, `${stem}ей`, `${stem}ею`, ...short]
}

function declineSoft(stem: string, isInI: boolean): string[] {
  return [`${stem}я`, `${stem}ю`, `${stem}ем`, isInI ? `${stem}и` : `${stem}е`]
}

function listStems(name: string): string[] {
  if (name === 'павел') return ['павл']
  if (name === 'лев') return ['льв']
  if (name.endsWith('ец'))
    return [
      /[аеиоуя]ец$/.test(name)
        ? `${name.slice(0, -2)}йц`
        : name.endsWith('лец')
          ? `${name.slice(0, -2)}ьц`
          : `${name.slice(0, -2)}ц`,
      name,
    ]
  if (/[^аеиоуыэюя](?:ок|ек)$/.test(name)) return [`${name.slice(0, -2)}к`, `${name.slice(0, -2)}ьк`, name]
  return [name]
}
