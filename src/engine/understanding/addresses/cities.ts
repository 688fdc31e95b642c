import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord } from '../tokens.ts'

/** How a city is said after "in", and its name: only of cities that are listed, for endings alone tell no name ("w Łodzi", "w Pile"). */
const LOCATIVES: Readonly<Partial<Record<Language, string>>> = {
  pl: `Warszawie=Warszawa, Krakowie=Kraków, Łodzi=Łódź, Wrocławiu=Wrocław, Poznaniu=Poznań, Gdańsku=Gdańsk, Szczecinie=Szczecin, Bydgoszczy=Bydgoszcz,
    Lublinie=Lublin, Białymstoku=Białystok, Katowicach=Katowice, Gdyni=Gdynia, Częstochowie=Częstochowa, Radomiu=Radom, Toruniu=Toruń, Sosnowcu=Sosnowiec,
    Rzeszowie=Rzeszów, Kielcach=Kielce, Gliwicach=Gliwice, Olsztynie=Olsztyn, Zabrzu=Zabrze, Bielsku Białej=Bielsko-Biała, Bytomiu=Bytom, Zielonej Górze=Zielona Góra,
    Rybniku=Rybnik, Rudzie Śląskiej=Ruda Śląska, Opolu=Opole, Tychach=Tychy, Gorzowie Wielkopolskim=Gorzów Wielkopolski, Gorzowie=Gorzów, Elblągu=Elbląg,
    Dąbrowie Górniczej=Dąbrowa Górnicza, Płocku=Płock, Wałbrzychu=Wałbrzych, Włocławku=Włocławek, Tarnowie=Tarnów, Chorzowie=Chorzów, Koszalinie=Koszalin,
    Kaliszu=Kalisz, Legnicy=Legnica, Grudziądzu=Grudziądz, Jaworznie=Jaworzno, Słupsku=Słupsk, Jastrzębiu Zdroju=Jastrzębie-Zdrój, Nowym Sączu=Nowy Sącz,
    Jeleniej Górze=Jelenia Góra, Siedlcach=Siedlce, Mysłowicach=Mysłowice, Koninie=Konin, Pile=Piła, Piotrkowie Trybunalskim=Piotrków Trybunalski, Inowrocławiu=Inowrocław,
    Lubinie=Lubin, Ostrowie Wielkopolskim=Ostrów Wielkopolski, Suwałkach=Suwałki, Gnieźnie=Gniezno, Ostrowcu Świętokrzyskim=Ostrowiec Świętokrzyski, Głogowie=Głogów,
    Stargardzie=Stargard, Zamościu=Zamość, Pruszkowie=Pruszków, Chełmie=Chełm, Ełku=Ełk, Stalowej Woli=Stalowa Wola, Tomaszowie Mazowieckim=Tomaszów Mazowiecki, Łomży=Łomża,
    Kędzierzynie Koźlu=Kędzierzyn-Koźle, Lesznie=Leszno, Mielcu=Mielec, Tarnowskich Górach=Tarnowskie Góry, Tczewie=Tczew, Przemyślu=Przemyśl, Świdnicy=Świdnica,
    Sopocie=Sopot, Piasecznie=Piaseczno, Otwocku=Otwock, Legionowie=Legionowo, Wołominie=Wołomin, Żyrardowie=Żyrardów, Skierniewicach=Skierniewice, Pabianicach=Pabianice,
    Zgierzu=Zgierz, Zakopanem=Zakopane, Nowym Targu=Nowy Targ, Krośnie=Krosno, Puławach=Puławy, Ciechanowie=Ciechanów, Świnoujściu=Świnoujście, Kołobrzegu=Kołobrzeg`,
  uk: `Києві=Київ, Харкові=Харків, Одесі=Одеса, Дніпрі=Дніпро, Львові=Львів, Запоріжжі=Запоріжжя, Кривому Розі=Кривий Ріг, Миколаєві=Миколаїв, Вінниці=Вінниця,
    Херсоні=Херсон, Полтаві=Полтава, Чернігові=Чернігів, Черкасах=Черкаси, Хмельницькому=Хмельницький, Чернівцях=Чернівці, Житомирі=Житомир, Сумах=Суми,
    Рівному=Рівне, Івано Франківську=Івано-Франківськ, Тернополі=Тернопіль, Луцьку=Луцьк, Ужгороді=Ужгород, Мукачеві=Мукачево, Білій Церкві=Біла Церква,
    Броварах=Бровари, Ірпені=Ірпінь, Бучі=Буча, Варшаві=Варшава, Кракові=Краків, Вроцлаві=Вроцлав, Познані=Познань, Гданську=Гданськ, Лодзі=Лодзь,
    Катовіцах=Катовіце, Любліні=Люблін, Жешуві=Жешув, Щецині=Щецин, Бидгощі=Бидгощ, Білостоку=Білосток, Барселоні=Барселона, Мадриді=Мадрид`,
  ru: `Москве=Москва, Санкт Петербурге=Санкт-Петербург, Петербурге=Петербург, Новосибирске=Новосибирск, Екатеринбурге=Екатеринбург, Казани=Казань,
    Нижнем Новгороде=Нижний Новгород, Челябинске=Челябинск, Самаре=Самара, Омске=Омск, Ростове на Дону=Ростов-на-Дону, Ростове=Ростов, Уфе=Уфа, Красноярске=Красноярск, Воронеже=Воронеж,
    Перми=Пермь, Волгограде=Волгоград, Краснодаре=Краснодар, Саратове=Саратов, Тюмени=Тюмень, Минске=Минск, Киеве=Киев, Харькове=Харьков, Одессе=Одесса, Днепре=Днепр,
    Львове=Львов, Варшаве=Варшава, Кракове=Краков, Вроцлаве=Вроцлав, Познани=Познань, Гданьске=Гданьск, Лодзи=Лодзь, Катовице=Катовице, Люблине=Люблин,
    Щецине=Щецин, Белостоке=Белосток, Барселоне=Барселона, Мадриде=Мадрид`,
}

const made = new Map<Language, ReadonlyMap<string, string>>()

/** The name of a city that may have been said in its locative; as it was said where it is not known. */
export function nameCity(said: string, language: Language): string {
  const list = LOCATIVES[language]
  if (list === undefined) return said
  let names = made.get(language)
  if (names === undefined) {
    const pairs = list.split(',').map(pair => pair.trim().split('=') as [string, string])
    made.set(language, (names = new Map(pairs.map(([locative, name]) => [fold(locative), name]))))
  }
  return names.get(fold(said)) ?? said
}

function fold(name: string): string {
  return foldWord(name.toLowerCase().replaceAll('-', ' '))
}
