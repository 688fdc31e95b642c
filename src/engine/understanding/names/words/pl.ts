import type { NameWordsData } from './words-data.ts'

/** What Polish callers say around names. */
export const POLISH_WORDS: NameWordsData = {
  before:
    'nazywam się|nazywam|się nazywam|mam na imię|na imię mam|na imię|imię i nazwisko|imię to|imię|nazwisko to|nazwisko|nazwisko moje to|moje nazwisko|moje nazwisko to|moje imię to|z tej strony|nazywa się|nazywa|ma na imię|na nazwisko|nazwiskiem|o nazwisku|moje dane|moje dane to|na nazwisko mam|mi na imię',
  maybeBefore:
    'mówi|tu|tutaj|to|jestem|dzwoni|to ja|ja|dla|do|z|u|od|na|po|zapisać|proszę zapisać|córka|syn|mama|mąż|żona|tata|ojciec|matka|pacjent|pacjentka|pacjenta|pacjentki|pacjentkę|pan|pani|pana|panią|panu|umówić|zapisz|jako|żony|męża|córki|syna|mamy|taty|siostra|brat|sąsiadka|sąsiad|chodzi o|kłania się|wita|rozmawia',
  after:
    'przy telefonie|słucham pana|słucham panią|osobiście|przy aparacie|z tej strony|słucham|we własnej osobie|mówi|się nazywam|nazywam się|się kłania|przy słuchawce|jestem',
  oblique: 'dla do u od bez o przy po zapisać umówić poprosić prosić reprezentuję',
  titles:
    'pan pana panu panem pani panią państwo państwa panie panno doktor doktora doktorem doktorze dr lekarz mgr inż inżynier profesor prof profesora ksiądz księdza siostra mecenas magister obywatel',
  ladies: 'pani panią panie',
  gentlemen: 'pan pana panu panem',
  particles: 'vel von van de di da el al',
  articles: '',
  common:
    'król zając wilk baran sowa piątek mucha lis kot kruk mróz urban marzec kwiecień róża wit hala aga maja lena dudek duda mazur kozak kowal rybak polak słowik wrona pająk krupa skiba gołąb jasia bak bąk zięba kania sikora baranem zaja środa maj marca kwietnia maks seba kurek jasio leon żak wika pola kot wilki kotem domi asia kruka olaf kinia hela ala król sobota kozioł mati alan wiki stasiu emi',
  not: 'nie',
  no: 'nie',
  negatable: 'jestem nazywam mieszka ma nazywa',
  but: 'tylko ale lecz a',
  asIn: 'jak',
  spelling: 'litera literka literuję przeliteruję literując przez podwójne',
  space: 'spacja odstęp myślnik',
  stop: 'tak nie no nazywam się imię nazwisko mam moje mój moja jestem tu tutaj mówi przy telefonie dzień dobry dobra pan pani pana panią panu państwo pacjent pacjentka pacjenta pacjentki pacjentkę to jest chodzi o a i ale proszę dla z ze w we na do u od po za przez urodzona urodzony urodzonej ur data datę urodzenia ja on ona my mnie mi me pani syn syna córka córki córkę córką mąż męża mężem żona żony żoną mama mamy mamę tata taty ojciec matka siostra brat babcia dziadek wnuk wnuczka sąsiad sąsiadka opiekun opiekunka kolega koleżanka przyjaciel przyjaciółka dobrze oczywiście słucham słucha halo kto co jak gdzie kiedy ile który która czemu dlaczego ten ta te tego tej tym tą pod jeszcze raz już teraz zaraz chwila chwileczkę chwilę moment momencik sekundę poczekać poczeka wiem pamiętam rozumiem słyszę mogę chcę chciałbym chciałabym chciałem chciałam zapisać umówić wizytę wizyta wizyty termin terminu odwołać przełożyć potwierdzić potwierdzam zgadza zgadzam prawda właśnie zgoda tylko lecz więc czyli bo że żeby jeśli jeżeli albo lub czy jakby znaczy przepraszam dziękuję dzięki bardzo tam tędy ktoś nikt nic nikogo kogo komu czym panienskie panieńskie domu rodowe drugie pierwsze pisane pisze pisana się osoba osobie osoby własnej dzwonię dzwoni dzwonił dzwoniła telefon telefonu numer numeru pesel adres mieszkam rejestracja rejestracji lekarz lekarza doktor doktora doktorem recepta recepty skierowanie badanie badania wynik wyniki robot automat człowiek konsultant konsultantem konsultantka rodzina rodziny chory chora boli ból serce nazwa przychodnia przychodni pomyłka pomyłki zły złe zła podam podaję podać powiem powiedzieć powiedziała powiedział pytanie pyta pytam sprawie sprawa wypadku godzina godzinie godziny rano wieczorem jutro dzisiaj dziś wczoraj rok roku lat lata lekarzem nasza nasz nasze ich jego jej jemu sam sama samo wszystko niech będzie jest są był była było być ma miał miała rozmawiam rozmawia rozmawiać proszony proszona państwa kłaniam witam cześć hej żadna żaden żadne obojętnie wolę ok okej okay aha mhm yhm hmm eee yyy ee yy spokojnie głośniej wolniej powtórzyć powtórz powtórzę literuję litera literka spacja odstęp myślnik taki taka takie ono oni one nami wami wam nam ciebie cię ci ty wy aparacie słuchawce osobiście tutejsza obecna obecny mieszka nieobecny nieobecna pracy domu dom wyszedł wyszła szpitalu umarł umarła zmarł zmarła żyje odpowiem powinien powinna swoje swój swoją znajomy znajoma synowa zięć teściowa teść ciocia wujek narzeczona narzeczony partner partnerka dziecko dziecka dzieci znam wolno mowa mowy żartuje żart dlatego tajne tajemnica powód sekret poda podaje daję dam daj dać wasza wasz wasze pański pańska jesteś jesteście jesteśmy czego potrzebuje potrzebuję prywatna prywatne ze zza przed może możemy można trzeba pewnie chyba raczej naprawdę jednak jeden dwa trzy godność godności dane danych podstawie następna następny wpisać wpisz zapisz zapisała zapisał piszę napisać brzmi własne własnie niestety poproszę poprosić prosić prosiłbym prosiłabym zadzwonić oddzwonić później potem pózniej wcześniej kontakt kontaktu informacji informacja fałszywe źle żle błąd błędnie inny inna inne innego innej kolej kolejny wróci wracam słabo ciężko trudno łatwo prosto telewizor telewizja radio pies kot pogoda',
  light:
    'tak no dzień dobry halo słucham proszę to jest tu tutaj ja jestem mówi pan pani a i witam cześć dobrze oczywiście przy telefonie aparacie się nazywam eee yyy aha mhm dziękuję bardzo moje nazwisko imię mówi z tej strony już chwileczkę dobra okej właśnie znaczy litera',
}
