import type { WhoRules } from './who-rules.ts'

const KIN =
  'żona=|żony=|żonę=|mąż=|męża=|mężem=|córka=|córką=|syn=|synem=|mama=|mamy=|mamie=|mamę=|matka=|ojciec=|tata=|brat=|siostra=|babcia=|dziadek=|wnuczka=|wnuk=|teściowa='

/** Polish. */
export const polish: WhoRules = {
  voicemail: [
    'zostaw|nagra|nagryw|pozostaw wiadomoś|sekretark',
    'zostaw|nagra|mów|mówić|pikni|nada|słychać po= sygnale=|piknięciu=|sygnału=|dźwięku=',
    'usłysz sygnał|dźwięk|pikni',
    'poczt głosow',
    'skrzynk głosow|pełna=|przepełnion|odbiorcz',
    'automatyczn sekretark',
    'poczta=|poczty= nagra|zostaw|ani=|oddzwoni',
    'nie= mogę=|możemy= odebrać=|podejść=',
    'osoba=|użytkownik nie= może=|odbiera=|odpowiada= odebrać=|rozmawiać=|podejść=|odbiera=|odpowiada=|zostaw',
  ],
  network: [
    'abonent niedostępn|wyłączon|zasięg|odbier|zajęt|może|osiągaln|odpowiada',
    'wybran|nie= numer nieprawidłow|istniej|odpowiada|przydzielon|aktywn|takiego=',
    'poza= zasięg',
    'połączeni zrealizowa|zestawi|możliw nie=|niemożliw',
  ],
  screening: [
    'filtr połącz|rozm|telefon|dzwon|osoba|usług',
    'podaj|podać|podani|przedstaw|powiedz|powiedzieć|nagra|prosi cel|celu=|powod|powód|sprawie=|po=co=',
    'podaj|podać|nagra|powiedz|powiedzieć imi|nazwisk|kto=|kim= cel|powod|powód|sprawdz|połącz|zapyt|po=',
    'asystent|asystentk|sekretark spraw|wirtualn|google|powod|przekaz',
    'sprawdz|zapyt może|odbierze|przyjmie|rozmawiać=|dostępn osoba|czy=',
  ],
  menu: [
    'wybierz|naciśnij|wciśnij|wybrać|nacisnąć|wcisnąć|wybiera jeden=|dwa=|trzy=|cztery=|pięć=|zero=|gwiazdk|krzyżyk|hasz|numer|temat|opcj|tonow',
    'wewnętrzn numer',
    'kolejce= połączeni|jesteś|państwa|twoje',
    'stanowisk|linie=|konsultan|operator|doradc|agenci zajęt',
    'rozmow|połączeni nagrywan|rejestrowan',
    'pozosta|czekaj|czekać|oczekiw|zaczeka lini|zgłoszen|operator|konsultan',
    'czas= oczekiwan',
    'połączyć=|porozmawiać= konsultan|działem=|doradc|sekretariat aby=|żeby=|wybierz|naciśnij|pozosta',
    'witamy= firmie=|infolini|banku=',
  ],
  fax: ['faks', 'fax'],
  handing_over: [
    'daję=|daje=|oddaję=|podaję=|przekazuję=|dam=|podam=|oddam=|przekażę= mam|tat|żon|męż|słuchawk|telefon|ją=|jego=|jej=|pani|pana=|syn|córk|do=',
    'już=|zaraz=|chwil|moment|sekund wołam|zawołam|podejdzie|przyjdzie|idzie=',
    'wołam=|zawołam=|poproszę= ją=|go=|mam|żon|męż|tat|panią=|syn|córk',
  ],
  child: [
    'mama=|tata=|mamusia=|tatuś=|mamy=|taty= kąpie|bajk|kazał|pozwol|łazien|gotuj|pracuj|robi=',
    'nie= ma= mamy=|taty=|mamusi=|tatusia=|rodziców=',
    'mam= lat=|latka=|lata= trzy=|cztery=|pięć=|sześć=|siedem=|osiem=|dziewięć=',
    'przedszkol|bajk|pluszow',
  ],
  another_person: [
    `tu=|jestem=|mówi=|strony=|telefonie= ${KIN}|opiekun|sąsiad`,
    `${KIN} nie=|śpi=|wyszł|sklep|prac|szpital|wróci|będzie=|prowadzi=|kąpie|jest=|poszedł|poszła|wyjecha|umarł|odpoczywa`,
    'nie= ma= jej=|go=|pani=|pana=',
    'sąsiad to=|tu=|jestem=|moja=|mój=',
    'tylko= sprzątam=|opiekuj|pracuję=',
    'pani=|pan= wyszł|wyjecha|śpi=|nie=ma=',
    'przeka|powtórz mam|żon|męż|jej=|mu=|coś=',
    'mój= telefon ale=|nie=',
  ],
  picking_up: ['halo=|hallo=|słucham=', 'już= jestem='],
}
