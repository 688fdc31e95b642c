import type { Language } from '../../scenarios/model/documents.ts'

/** Said to somebody whose call cannot be held (line closed, scenario faulty), before the line is dropped. */
export const SORRY: Readonly<Record<Language, string>> = {
  pl: 'Przepraszamy, nie możemy teraz odebrać. Prosimy zadzwonić później.',
  uk: 'Перепрошуємо, зараз ми не можемо відповісти. Будь ласка, зателефонуйте пізніше.',
  ru: 'Извините, сейчас мы не можем ответить. Пожалуйста, перезвоните позже.',
  ca: 'Ho sentim, ara no podem atendre la trucada. Si us plau, truqueu més tard.',
  en: 'Sorry, we cannot take your call now. Please call again later.',
}

/** Said to somebody whose call came back to a process that knows nothing of it, before the line is dropped. */
export const CUT_OFF: Readonly<Record<Language, string>> = {
  pl: 'Przepraszamy, rozmowa została przerwana i nie możemy jej dokończyć. Prosimy o telefon do przychodni.',
  uk: 'Перепрошуємо, розмову перервано, і ми не можемо її завершити. Будь ласка, зателефонуйте до клініки.',
  ru: 'Извините, разговор прервался, и мы не можем его закончить. Пожалуйста, позвоните в клинику.',
  ca: "Ho sentim, la conversa s'ha tallat i no la podem acabar. Si us plau, truqueu al centre.",
  en: 'Sorry, we were cut off and cannot finish this call. Please call the clinic.',
}
