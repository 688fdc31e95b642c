/** The parts of petrovich that are used; the package brings no types. */
declare module 'petrovich' {
  type Kind = 'first' | 'middle' | 'last'
  type Case = 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional'
  interface Petrovich {
    (
      person: { readonly gender: 'female' | 'male' } & { readonly [kind in Kind]?: string },
      gcase: Case,
    ): {
      readonly [kind in Kind]?: string
    }
    detect_gender(patronymic: string): 'female' | 'male' | 'androgynous'
  }
  const petrovich: Petrovich
  export = petrovich
}
