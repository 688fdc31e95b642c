import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord } from '../tokens.ts'

/** What letters are called: each letter, then its names. Names that are common words count only among other letters. */
const NAMES: Readonly<Record<Language, string>> = {
  pl: 'a a|ą ą|b b be|c c ce|ć ć cie|d d de|e e|ę ę|f f ef|g g gie|h h ha|i i|j j jot|k k ka|l l el|ł ł eł|m m em|n n en|ń ń eń|o o|ó ó|p p pe|q q ku kju|r r er|s s es|ś ś eś|t t te|u u|v v fał|w w wu|x x iks|y y igrek|z z zet|ź ź ziet|ż ż żet|sz sz esz|cz cz czy|rz rz|ch ch|dz dz',
  ru: 'а а|б б бэ|в в вэ|г г гэ|д д дэ|е е|ж ж жэ|з з зэ|и и|й й|к к ка ке кэ|л л эль эл|м м эм|н н эн|о о|п п пэ|р р эр|с с эс|т т тэ|у у|ф ф эф|х х ха|ц ц цэ|ч ч че чэ|ш ш ша|щ щ ща|ъ ъ|ы ы|ь ь|э э|ю ю|я я|б бе|в ве|г ге|д де|з зе|п пе|т те|ж же|ц це|м ем|н ен|л ель|с ес|р ер|ф еф',
  uk: 'а а|б б бе|в в ве|г г ге|ґ ґ|д д де|е е|є є|ж ж же|з з зе|и и|і і|ї ї|й й йот|к к ка|л л ел ель|м м ем|н н ен|о о|п п пе|р р ер|с с ес|т т те|у у|ф ф еф|х х ха|ц ц це|ч ч че|ш ш ша|щ щ ща|ь ь|ю ю|я я|б бэ|в вэ|г гэ|д дэ|м эм|н эн|р эр|с эс|л эль|т тэ|п пэ|з зэ|ф эф',
  ca: 'a a|b b be|c c ce|ç ç|d d de|e e|f f efa efe|g g ge|h h hac hache|i i|j j jota|k k ca ka|l l ela ele|m m ema eme|n n ena ene|ñ ñ enye eñe|o o|p p pe|q q cu ku|r r erra erre|s s essa ese esse|t t te|u u|v v ve uve|w w|x x ics xeix equis|y y|z z zeta ceta|v baixa',
  en: 'a a ay|b b bee be|c c cee see sea|d d dee|e e|f f eff ef|g g gee|h h aitch haitch|i i eye|j j jay|k k kay|l l ell el|m m em|n n en|o o oh owe|p p pee pea|q q queue cue|r r ar are|s s ess es|t t tee tea|u u you|v v vee|w w|x x ex|y y why|z z zed zee',
}
/** Several words for one letter, longest first. */
const PHRASES: Readonly<Record<Language, string>> = {
  pl: 'o z kreską=ó|o kreskowane=ó|u kreskowane=ó|u zwykłe=u|u otwarte=u|ó zamknięte=ó|u zamknięte=ó|u z kreską=ó|samo ha=h|ce ha=ch|er zet=rz|es zet=sz|ce zet=cz|de zet=dz|zet z kropką=ż|z z kropką=ż|z kropką=ż|zet z kreską=ź|z z kreską=ź|s z kreską=ś|es z kreską=ś|c z kreską=ć|ce z kreską=ć|n z kreską=ń|en z kreską=ń|a z ogonkiem=ą|e z ogonkiem=ę|l z kreską=ł|l przekreślone=ł|wu podwójne=w|podwójne v=w|podwójne wu=w',
  ru: 'и краткое=й|и краткая=й|мягкий знак=ь|твердый знак=ъ|е оборотное=э|и с точкой=і',
  uk: "м'який знак=ь|мякий знак=ь|мягкий знак=ь|і з крапками=ї|и короткое=й|йот=й|апостроф='",
  ca: 've baixa=v|be alta=b|ve doble=w|doble ve=w|uve doble=w|ve baja=v|i grega=y|i griega=y|i llatina=i|ce trencada=ç|ena enye=ny|essa sorda=s|i curta=i',
  en: 'double you=w|double u=w|double-u=w|double yew=w',
}
/** Words that stand for their first letters. */
const ALPHABETS: Readonly<Record<Language, string>> = {
  pl: 'adam agnieszka anna barbara beata celina cecylia czesław dorota daniel danuta ewa edward elżbieta franciszek filip genowefa grażyna gustaw halina henryk hanna irena iwona jan jadwiga jerzy karol krystyna katarzyna leon ludwik łukasz łucja maria marek magdalena natalia norbert nina olga paweł piotr quebec roman robert ryszard stanisław stefan tadeusz tomasz teresa urszula wanda wacław wojciech xantypa ypsilon zygmunt zenon zofia żaneta',
  ru: 'анна борис василий григорий дмитрий елена женя зинаида иван константин леонид михаил мария николай ольга павел роман семен сергей татьяна тимофей ульяна федор харитон цапля человек шура щука эхо юрий яков',
  uk: 'андрій анна богдан борис василь григорій галина дмитро дарина євген жанна зінаїда зоя іван ірина київ катерина леонід лев марія микола михайло наталія ніна олена ольга павло петро роман степан сергій тарас тетяна уляна федір харків цапля чернігів шевченко юрій яків',
  ca: 'alacant anna barcelona badalona casa carles dinamarca donostia espanya elena frança francesc girona galícia huelva hotel italia itàlia igualada joan jordi kilo lleida lugo londres maria madrid manresa navarra nàpols oviedo oslo parís palma quebec roma reus sevilla sabadell soria tarragona toledo terrassa uruguai ulldecona valència vic washington xàtiva zamora zaragoza',
  en: 'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu apple',
}
const DOUBLE: Readonly<Record<Language, string>> = {
  pl: 'podwójne podwójny podwojne',
  ru: 'двойное двойная дважды',
  uk: 'подвійне подвійна двічі',
  ca: 'doble',
  en: 'double',
}

/** How a language spells. */
export interface LetterNames {
  /** The letter (or letters) of a name, by the word as kept; undefined for other words. */
  find(word: string): string | undefined
  readonly phrases: readonly { readonly words: readonly string[]; readonly letter: string }[]
  isAlphabetWord(word: string): boolean
  isDouble(word: string): boolean
}

const made = new Map<Language, LetterNames>()

/** The names of letters in a language. */
export function getLetterNames(language: Language): LetterNames {
  const known = made.get(language)
  if (known !== undefined) return known
  const letters = new Map<string, string>()
  for (const entry of NAMES[language].split('|')) {
    const [letter = '', ...names] = entry.split(' ')
    for (const name of [letter, ...names]) if (!letters.has(name)) letters.set(name, letter)
  }
  const alphabet = new Set(ALPHABETS[language].split(' ').map(foldWord))
  const doubles = new Set(DOUBLE[language].split(' ').map(foldWord))
  const result: LetterNames = {
    find: word => letters.get(word),
    phrases: PHRASES[language]
      .split('|')
      .map(entry => {
        const [phrase = '', letter = ''] = entry.split('=')
        return { words: phrase.split(' ').map(foldWord), letter }
      })
      .sort((one, other) => other.words.length - one.words.length),
    isAlphabetWord: word => alphabet.has(foldWord(word)),
    isDouble: word => doubles.has(foldWord(word)),
  }
  made.set(language, result)
  return result
}
