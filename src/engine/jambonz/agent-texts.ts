import type { Language } from '../../scenarios/model/documents.ts'

/** What the clinic's own people hear of a call, in their language, besides its summary. */
export interface AgentTexts {
  /** What the caller said last. */
  said(words: string): string
  /** The caller speaks another language than this. */
  readonly speaks: Readonly<Record<Language, string>>
  readonly pressToTake: string
  readonly taken: string
  readonly wait: string
  readonly turnedAway: string
}

/** By language. */
export const AGENT_TEXTS: Readonly<Record<Language, AgentTexts>> = {
  pl: {
    said: words => `Ostatnie słowa rozmówcy: ${words}.`,
    speaks: {
      pl: 'Rozmowa po polsku.',
      uk: 'Rozmowa po ukraińsku.',
      ru: 'Rozmowa po rosyjsku.',
      ca: 'Rozmowa po katalońsku.',
      en: 'Rozmowa po angielsku.',
    },
    pressToTake: 'Aby odebrać tę rozmowę, proszę nacisnąć jeden.',
    taken: 'Łączę.',
    wait: 'Nikt teraz nie czeka. Połączę, gdy ktoś zadzwoni.',
    turnedAway: 'Z tego numeru nie można odbierać rozmów. Do widzenia.',
  },
  uk: {
    said: words => `Останні слова співрозмовника: ${words}.`,
    speaks: {
      pl: 'Розмова польською.',
      uk: 'Розмова українською.',
      ru: 'Розмова російською.',
      ca: 'Розмова каталонською.',
      en: 'Розмова англійською.',
    },
    pressToTake: 'Щоб прийняти цю розмову, натисніть один.',
    taken: "З'єдную.",
    wait: "Зараз ніхто не чекає. З'єднаю, коли хтось зателефонує.",
    turnedAway: 'З цього номера не можна приймати розмови. До побачення.',
  },
  ru: {
    said: words => `Последние слова собеседника: ${words}.`,
    speaks: {
      pl: 'Разговор на польском.',
      uk: 'Разговор на украинском.',
      ru: 'Разговор на русском.',
      ca: 'Разговор на каталанском.',
      en: 'Разговор на английском.',
    },
    pressToTake: 'Чтобы принять этот разговор, нажмите один.',
    taken: 'Соединяю.',
    wait: 'Сейчас никто не ждёт. Соединю, когда кто-нибудь позвонит.',
    turnedAway: 'С этого номера нельзя принимать разговоры. До свидания.',
  },
  ca: {
    said: words => `Les últimes paraules de la persona: ${words}.`,
    speaks: {
      pl: 'Conversa en polonès.',
      uk: 'Conversa en ucraïnès.',
      ru: 'Conversa en rus.',
      ca: 'Conversa en català.',
      en: 'Conversa en anglès.',
    },
    pressToTake: 'Per agafar aquesta trucada, premi u.',
    taken: 'Connecto.',
    wait: 'Ara no hi ha ningú esperant. Connectaré quan truqui algú.',
    turnedAway: 'Des d’aquest número no es poden agafar trucades. Adéu.',
  },
  en: {
    said: words => `The caller's last words: ${words}.`,
    speaks: {
      pl: 'The call is in Polish.',
      uk: 'The call is in Ukrainian.',
      ru: 'The call is in Russian.',
      ca: 'The call is in Catalan.',
      en: 'The call is in English.',
    },
    pressToTake: 'To take this call, press one.',
    taken: 'Connecting you.',
    wait: 'Nobody is waiting now. I will connect you when somebody calls.',
    turnedAway: 'Calls cannot be taken from this number. Goodbye.',
  },
}
