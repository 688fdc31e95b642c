import type { Language } from '../../scenarios/model/documents.ts'

/** Common names of a language, to invent people with. */
export interface Names {
  readonly female: readonly string[]
  readonly male: readonly string[]
  /** Surnames of women and men, in pairs where they differ. */
  readonly surnames: readonly (readonly [female: string, male: string])[]
}

const same = (...names: readonly string[]): Names['surnames'] => names.map(name => [name, name])

/** By language. */
export const NAMES: Readonly<Record<Language, Names>> = {
  pl: {
    female: ['Anna', 'Maria', 'Katarzyna', 'Barbara', 'Zofia', 'Ewa', 'Krystyna', 'Halina', 'Danuta', 'Agnieszka', 'Jolanta'],
    male: ['Jan', 'Piotr', 'Stanisław', 'Andrzej', 'Tomasz', 'Marek', 'Krzysztof', 'Józef', 'Adam', 'Henryk', 'Zbigniew'],
    surnames: [
      ['Nowak', 'Nowak'],
      ['Kowalska', 'Kowalski'],
      ['Wiśniewska', 'Wiśniewski'],
      ['Wójcik', 'Wójcik'],
      ['Kamińska', 'Kamiński'],
      ['Lewandowska', 'Lewandowski'],
      ['Zielińska', 'Zieliński'],
      ['Szymańska', 'Szymański'],
      ['Woźniak', 'Woźniak'],
      ['Dąbrowska', 'Dąbrowski'],
      ['Mazur', 'Mazur'],
      ['Krawczyk', 'Krawczyk'],
      ['Piotrowska', 'Piotrowski'],
    ],
  },
  uk: {
    female: ['Оксана', 'Наталія', 'Ірина', 'Олена', 'Галина', 'Тетяна', 'Людмила'],
    male: ['Олександр', 'Сергій', 'Андрій', 'Володимир', 'Микола', 'Іван', 'Богдан'],
    surnames: same('Шевченко', 'Коваленко', 'Бондаренко', 'Ткаченко', 'Мельник', 'Кравчук', 'Поліщук', 'Марченко'),
  },
  ru: {
    female: ['Светлана', 'Нина', 'Елена', 'Татьяна', 'Валентина', 'Ольга'],
    male: ['Виктор', 'Николай', 'Алексей', 'Михаил', 'Юрий', 'Дмитрий'],
    surnames: [
      ['Иванова', 'Иванов'],
      ['Смирнова', 'Смирнов'],
      ['Кузнецова', 'Кузнецов'],
      ['Попова', 'Попов'],
      ['Соколова', 'Соколов'],
      ['Лебедева', 'Лебедев'],
    ],
  },
  ca: {
    female: ['Montserrat', 'Núria', 'Mercè', 'Marta', 'Roser', 'Laia'],
    male: ['Jordi', 'Josep', 'Joan', 'Pere', 'Xavier', 'Ramon'],
    surnames: same('Puig', 'Vila', 'Serra', 'Ferrer', 'Soler', 'Roca', 'Bosch', 'Casals'),
  },
  en: {
    female: ['Margaret', 'Susan', 'Emily', 'Patricia', 'Helen', 'Ruth'],
    male: ['John', 'David', 'George', 'Thomas', 'Peter', 'William'],
    surnames: same('Smith', 'Taylor', 'Brown', 'Wilson', 'Evans', 'Walker', 'Green', 'Harris'),
  },
}
