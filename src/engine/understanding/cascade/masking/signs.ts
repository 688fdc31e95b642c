import type { Language } from '../../../../scenarios/model/documents.ts'
import { splitWords } from '../../tokens.ts'

/** What tells, in one language, that personal data follow. Words are written as they are folded; `_` joins phrases. */
interface Signs {
  /** A name follows, whatever it looks like. */
  readonly introduces: string
  /** A name may follow: what is no known word is one. */
  readonly mayIntroduce: string
  /** What follows may be a name, or any other word about the speaker: what is no known word is not shown. */
  readonly equates: string
  /** Before a surname, and after it in some languages. */
  readonly titles: string
  /** Words between the parts of a name, or before it. */
  readonly particles: string
  /** Kinds of streets and parts of an address. */
  readonly places: string
  /** The place is named before its kind: "oak street". */
  readonly isNamedBefore?: true
  /** An address follows. */
  readonly lives: string
  /** The sign of an e-mail address. */
  readonly ats: string
  /** Endings that only surnames and patronymics have. */
  readonly surnames: RegExp
}

const SIGNS: Readonly<Record<Language, Signs>> = {
  pl: {
    introduces:
      'nazywam nazywa_sie nazywa nazywal nazywala nazwisko nazwisku nazwiska imie imieniu imiona zwe zwie godnosc panienskie',
    mayIntroduce:
      'tu tutaj mowi z_tej_strony przy_telefonie dzien_dobry dla corka corki corke syn syna synem maz meza mezem zona zony zone mama mamy mame matka matki matke ojciec ojca tata taty babcia babci babcie dziadek dziadka wnuk wnuka wnuczka wnuczki brat brata siostra siostry siostre',
    equates: 'jestem to',
    titles:
      'pan pani pana panu panem panstwo panstwa panna doktor doktora doktorem doktorze profesor profesora mecenas inzynier ksiadz siostra',
    particles: 'sie na to jest jak po de von van z o i mi mam moje',
    places:
      'ulica ulicy ulice ul aleja alei aleje al plac placu pl osiedle osiedlu os skwer rondo bulwar miejscowosc miejscowosci wies miasto gmina kod',
    lives: 'mieszkam mieszkamy mieszka mieszkaja adres adresem adresu zamieszkala zamieszkaly zameldowana zameldowany',
    ats: 'malpa malpka',
    surnames:
      /(?:[oe]w|in|yn)sk(?:i|a|iego|iej|iemu|im|ich|imi|ie)$|(?:wi|ni|li|ry|zy|si|to|ro|no)ck(?:i|a|iego|iej|iemu|im)$|wicz(?:a|owi|em|u|owie|ow|owa)?$|cz[ya]k(?:a|owi|iem|u)?$/,
  },
  ru: {
    introduces: 'зовут фамилия фамилию фамилии имя имени отчество отчеству девичья',
    equates: 'это',
    mayIntroduce:
      'говорит слушает здравствуйте для дочь дочка дочки дочери сын сына муж мужа мужу жена жены жену мама мамы маме маму мать отец отца папа папы папу бабушка бабушки бабушку дедушка дедушку внук внука внучка внучку брат брата сестра сестры сестру',
    titles:
      'господин господина госпожа госпожу гражданин гражданка доктор доктора доктору врач врача врачу товарищ дядя тетя тете',
    particles: 'меня его ее мое моя моего мою это по на у',
    places:
      'улица улице улицу улицы ул проспект проспекте переулок переулке площадь бульвар бульваре шоссе набережная поселок деревня село микрорайон индекс',
    lives: 'живу живем живет проживаю проживает адрес адресу адреса прописан прописана',
    ats: 'собака собачка',
    surnames:
      /(?:ович|евич|йович)(?:а|у|ем|е)?$|(?:овн|евн|ичн|иничн)(?:а|ы|е|у|ой|ою)$|енко$|(?:ов|ев|ин)ск(?:ий|ая|ого|ой|ому|ую|им)$|(?:чук|щук|тюк|нюк|дзе|швили)(?:а|у|ом|е)?$|[а-я]{2}цк(?:ий|ая|ого|ой|ому|ую|им)$/u,
  },
  uk: {
    introduces: "звати звуть прізвище прізвищем прізвища ім'я ім'ям імені імя по_батькові дівоче",
    equates: 'це',
    mayIntroduce:
      'говорить слухає добрий_день для дочка дочки доньку донька доньки син сина чоловік чоловіка дружина дружини дружину мама мами мамі маму мати батько батька тато тата бабуся бабусі бабусю дідусь дідуся онук онука онуку внук внучка брат брата сестра сестри сестру',
    titles: 'пан пана пане пані пану доктор доктора доктору лікар лікаря лікарка лікарю тітка дядько',
    particles: 'мене його її моє моя мою мого це по на у в',
    places:
      'вулиця вулиці вулицю вул проспект проспекті провулок провулку площа площі бульвар бульварі шосе набережна селище село селі мікрорайон індекс',
    lives: 'живу живемо живе мешкаю мешкаємо мешкає проживаю проживає адреса адресу адресою адреси прописана прописаний',
    ats: 'собака собачка песик равлик',
    surnames:
      /(?:ович|йович)(?:а|у|ем|і)?$|(?:івн|ївн|овн|евн|ичн)(?:а|и|і|у|ою)$|енк(?:о|а|у|ом)$|(?:ів|їв|ов|ев|ин)ськ(?:ий|а|ого|ої|ому|у|им|ій)$|(?:чук|щук|тюк|нюк|ишин|чак)(?:а|у|ом|ові|і)?$|[а-яіїєґ]{2}цьк(?:ий|а|ого|ої|ому|у|им|ій)$/u,
  },
  ca: {
    introduces:
      "em_dic es_diu nom cognom cognoms em_diuen es_deia me_llamo se_llama nombre apellido apellidos llamo llama m'anomeno",
    equates: 'soc som es soy',
    mayIntroduce:
      'parla parlo bon_dia aqui aquí per_a filla fill marit dona mare pare avia avi net neta germà germana habla hija hijo',
    titles: 'senyor senyora senyoreta sr sra doctor doctora doctors dr dra don doña señor señora metge metgessa',
    particles: 'el la en na de del dels les los i y els meu meva es és és_el',
    places:
      'carrer carretera plaça placa avinguda passeig ronda rambla travessera travessia passatge camí cami urbanització barri codi_postal calle avenida paseo plaza',
    lives: 'visc vivim viu adreça adreca domicili vivo direccion',
    ats: 'arrova arroba',
    surnames: /(?:[a-z]{2}(?:guez|ndez|nez|rez|lez|mez|tez|ñez))$/,
  },
  en: {
    introduces: "name surname name's names named called maiden",
    mayIntroduce:
      'this_is speaking here hello for daughter son husband wife mother mum mom father dad grandmother grandson granddaughter brother sister',
    equates: "i'm im am it's its",
    titles: 'mr mrs miss ms mx dr doctor professor sir madam lady nurse uncle auntie aunt',
    particles: 'is it s my the his her their and de van von o mc mac',
    places:
      'street road avenue lane drive close court crescent gardens grove terrace square place way hill row mews park walk boulevard st rd ave postcode house flat apartment',
    isNamedBefore: true,
    lives: 'live lives living address reside based',
    ats: 'gmail hotmail yahoo outlook icloud',
    surnames: /(?:^mc[a-z]{3,}|^mac[a-z]{4,}|^o'[a-z]{3,}|[a-z]{3,}(?:ington|borough|shaw|sworth|worth|ridge|field|stone))$/,
  },
}

/** The signs of a language, ready to be looked up. */
export interface SignTable {
  introduces(tokens: readonly { readonly folded: string }[], at: number): number
  mayIntroduce(tokens: readonly { readonly folded: string }[], at: number): number
  equates(folded: string): boolean
  isTitle(folded: string): boolean
  isParticle(folded: string): boolean
  isPlace(folded: string): boolean
  readonly isNamedBefore: boolean
  lives(folded: string): boolean
  isAt(folded: string): boolean
  isSurname(token: { readonly kept: string; readonly folded: string }): boolean
}

const tables = new Map<Language, SignTable>()

/** The signs of a language. */
export function signsOf(language: Language): SignTable {
  let table = tables.get(language)
  if (table === undefined) tables.set(language, (table = makeTable(SIGNS[language])))
  return table
}

function makeTable(signs: Signs): SignTable {
  const phrases = (text: string): readonly (readonly string[])[] => text.split(/\s+/).map(phrase => phrase.split('_').map(fold))
  const find = (all: readonly (readonly string[])[]) => (tokens: readonly { readonly folded: string }[], at: number) => {
    let length = 0
    for (const phrase of all)
      if (phrase.length > length && phrase.every((word, offset) => tokens[at + offset]?.folded === word)) length = phrase.length
    return length
  }
  const has = (text: string) => {
    const words = new Set(phrases(text).map(([word = '']) => word))
    return (folded: string) => words.has(folded)
  }
  return {
    introduces: find(phrases(signs.introduces)),
    mayIntroduce: find(phrases(signs.mayIntroduce)),
    equates: has(signs.equates),
    isTitle: has(signs.titles),
    isParticle: has(signs.particles),
    isPlace: has(signs.places),
    isNamedBefore: signs.isNamedBefore === true,
    lives: has(signs.lives),
    isAt: has(signs.ats),
    isSurname: ({ kept, folded }) => signs.surnames.test(kept) || signs.surnames.test(folded),
  }
}

function fold(word: string): string {
  return splitWords(word)[0]?.folded ?? word
}
