import type { Language } from '../../scenarios/model/documents.ts'

/** Said to somebody whose call cannot be held (line closed, scenario faulty), before the line is dropped. */
export const SORRY: Readonly<Record<Language, string>> = {
  pl: 'Przepraszamy, nie możemy teraz odebrać. Prosimy zadzwonić później.',
  uk: 'Перепрошуємо, зараз ми не можемо відповісти. Будь ласка, зателефонуйте пізніше.',
  ru: 'Извините, сейчас мы не можем ответить. Пожалуйста, перезвоните позже.',
  ca: 'Ho sentim, ara no podem atendre la trucada. Si us plau, truqueu més tard.',
  en: 'Sorry, we cannot take your call now. Please call again later.',
}
