/** Names of languages in lists, folded. */
export const LANGUAGE_WORDS: Readonly<Record<string, readonly string[]>> = {
  pl: ['pl', 'pol', 'polski', 'polska', 'polish', 'польська', 'польский', 'polones'],
  uk: ['uk', 'ua', 'ukr', 'ukrainski', 'ukrainian', 'українська', 'укр', 'украинский', 'ucraines', 'ukrainska'],
  ru: ['ru', 'rus', 'rosyjski', 'russian', 'російська', 'рос', 'русский', 'рус', 'rus', 'russa'],
  ca: ['ca', 'cat', 'katalonski', 'catalan', 'каталанська', 'каталанский', 'catala'],
  en: ['en', 'eng', 'gb', 'angielski', 'english', 'англійська', 'англ', 'английский', 'angles', 'ingles'],
}
