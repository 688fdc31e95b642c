import type { Language } from '../../scenarios/model/documents.ts'

/** The lines of a skeleton, to be replaced by the author's own. */
export interface SkeletonTexts {
  /** Spoken first where the workspace has no block that finds out who answered; says that a robot speaks. */
  readonly hello: string
  readonly question: string
  readonly again: string
  readonly rephrase: string
  readonly offerKeys: string
  readonly yes: string
  readonly no: string
  readonly sorry: string
  /** An invented person. */
  readonly patient: string
}

/** In the language that the policy speaks. */
export const SKELETON_TEXTS: Readonly<Record<Language, SkeletonTexts>> = {
  pl: {
    hello: 'Dzień dobry, tu automatyczny asystent. Dzwonię z: {clinic.name}.',
    question: 'Mam jedno pytanie. Czy możemy przysłać ankietę?',
    again: 'Czy możemy przysłać ankietę?',
    rephrase: 'Chcemy przysłać ankietę. Wystarczy odpowiedzieć: tak albo nie.',
    offerKeys: 'Jeśli tak, proszę nacisnąć jeden. Jeśli nie, dwa.',
    yes: 'Dziękuję, ankieta przyjdzie dzisiaj. Do widzenia.',
    no: 'Rozumiem, nic nie przyślemy. Do widzenia.',
    sorry: 'Przepraszam za kłopot. Do widzenia.',
    patient: 'Anna Nowak',
  },
  uk: {
    hello: 'Добрий день, це автоматичний помічник. Телефоную з: {clinic.name}.',
    question: 'Маю одне запитання. Чи можна надіслати анкету?',
    again: 'Чи можна надіслати анкету?',
    rephrase: 'Ми хочемо надіслати анкету. Достатньо відповісти: так або ні.',
    offerKeys: 'Якщо так, натисніть один. Якщо ні, два.',
    yes: 'Дякую, анкета прийде сьогодні. До побачення.',
    no: 'Зрозуміло, нічого не надсилатимемо. До побачення.',
    sorry: 'Перепрошую за турботу. До побачення.',
    patient: 'Олена Коваль',
  },
  ru: {
    hello: 'Здравствуйте, это автоматический помощник. Звоню из: {clinic.name}.',
    question: 'У меня один вопрос. Можно прислать анкету?',
    again: 'Можно прислать анкету?',
    rephrase: 'Мы хотим прислать анкету. Достаточно ответить: да или нет.',
    offerKeys: 'Если да, нажмите один. Если нет, два.',
    yes: 'Спасибо, анкета придёт сегодня. До свидания.',
    no: 'Хорошо, ничего не пришлём. До свидания.',
    sorry: 'Извините за беспокойство. До свидания.',
    patient: 'Анна Иванова',
  },
  ca: {
    hello: "Bon dia, sóc l'assistent automàtic. Truco de: {clinic.name}.",
    question: 'Tinc una pregunta. Us podem enviar una enquesta?',
    again: 'Us podem enviar una enquesta?',
    rephrase: 'Volem enviar-vos una enquesta. Només cal dir sí o no.',
    offerKeys: "Si us va bé, premeu l'u. Si no, el dos.",
    yes: "Gràcies, l'enquesta arribarà avui. Adéu.",
    no: 'Entesos, no enviarem res. Adéu.',
    sorry: 'Disculpeu la molèstia. Adéu.',
    patient: 'Marta Puig',
  },
  en: {
    hello: 'Good morning, this is the automatic assistant. I am calling from {clinic.name}.',
    question: 'I have one question. May we send you a survey?',
    again: 'May we send you a survey?',
    rephrase: 'We would like to send you a survey. Yes or no is enough.',
    offerKeys: 'If yes, press one. If no, press two.',
    yes: 'Thank you, the survey will come today. Goodbye.',
    no: 'I see, we will not send anything. Goodbye.',
    sorry: 'Sorry to have troubled you. Goodbye.',
    patient: 'Ann Brown',
  },
}
