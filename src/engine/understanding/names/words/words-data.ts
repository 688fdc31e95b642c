/** What is said around names in a language; words are separated by spaces, phrases by bars. */
export interface NameWordsData {
  /** A name follows for certain: "nazywam się". */
  readonly before: string
  /** A name may follow: "to", "this is". */
  readonly maybeBefore: string
  /** A name stood before: "przy telefonie", "speaking". */
  readonly after: string
  /** What follows stands in an oblique case: "dla", "для". */
  readonly oblique: string
  /** Address and titles: "pan", "доктор". */
  readonly titles: string
  /** Courtesy that tells a woman, and a man. */
  readonly ladies: string
  readonly gentlemen: string
  /** Parts of names that are none by themselves: "de", "i", "van". */
  readonly particles: string
  /** Articles before names: "la Montserrat". */
  readonly articles: string
  /** Names that are common words as well: believed only beside another name, or where a name is sure to stand. */
  readonly common: string
  /** Denies what follows: "nie". */
  readonly not: string
  /** The answer no. */
  readonly no: string
  /** Where the denial is also the answer no: what it denies when it begins the utterance, "nie jestem". */
  readonly negatable: string
  /** What follows holds instead: "tylko", "а". */
  readonly but: string
  /** Before the word that tells a letter: "jak", "for". */
  readonly asIn: string
  /** Announces that letters follow, or counts them: "litera", "буква". */
  readonly spelling: string
  /** Parts first name from family name in spelling. */
  readonly space: string
  /** Words that are no names. */
  readonly stop: string
  /** Those among them that may stand around a bare name: greetings, "yes". */
  readonly light: string
}
