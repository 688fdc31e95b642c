import type { PhraseBook } from './phrase-book.ts'

/** Polish. */
export const PL: PhraseBook = {
  its_me: [
    'Tak, to ja, słucham pana.',
    'Zgadza się, przy aparacie.',
    'No tak, ja, a o co chodzi?',
    'Tak tak, to ja we własnej osobie.',
    'Tak, rozmawiamy.',
  ],
  wrong_number: [
    'Pomyłka, nikt taki tu nie mieszka.',
    'Nie znam takiej osoby, to chyba zły numer.',
    'Źle się państwo dodzwonili, to nie ten telefon.',
  ],
  not_at_home: [
    'Nie ma w domu, będzie dopiero wieczorem.',
    'Nikogo poza mną nie ma, mówi sąsiadka.',
    'Jestem z rodziny, wróci dopiero po południu.',
    'Teraz nieobecna, proszę spróbować później.',
  ],
  confirm: [
    'Tak, będę na pewno.',
    'Tak, pasuje mi, mam zapisane w kalendarzu.',
    'Oczywiście, że przyjdę.',
    'Zgadza się, nic się nie zmieniło.',
    'Jasne, stawię się punktualnie.',
    'Pamiętam, pamiętam, przyjdę.',
  ],
  move: [
    'Akurat wtedy pracuję, dałoby się to przełożyć?',
    'Ta godzina mi nie pasuje, poproszę o inny termin.',
    'Nie dam rady we wtorek, wolę inny dzień.',
    'Można by tę wizytę przesunąć na później?',
    'Trzeba by to przełożyć na inny dzień.',
  ],
  cancel: [
    'Proszę odwołać, nie przyjdę.',
    'Muszę z tej wizyty zrezygnować.',
    'Nie, niech pan tę wizytę odwoła.',
    'Chcę odwołać tę wizytę.',
  ],
  keep_it: ['Nie, niech zostanie, jednak przyjdę.', 'Zostawmy tę wizytę tak, jak jest.'],
  not_sure: ['Jeszcze nie wiem, czy przyjdę.', 'Trudno powiedzieć, zobaczę.', 'Na razie nie jestem w stanie powiedzieć.'],
  ill: ['Leżę w łóżku z gorączką.', 'Złapała mnie grypa.', 'Bo choruję, kaszlę okropnie.'],
  travelling: ['Wyjeżdżam do córki na dwa tygodnie.', 'Będę wtedy za granicą.', 'Nie będzie mnie w mieście, wyjazd służbowy.'],
  feels_better: ['Już mi przeszło, dobrze się czuję.', 'Poprawiło mi się, nic już nie boli.'],
  other_reason: ['Nie mam z kim zostawić wnuków.', 'Mam tego dnia pogrzeb w rodzinie.', 'Mam już wizytę gdzie indziej.'],
  first_time: ['Ten pierwszy będzie dobry.', 'To może pierwszy termin.', 'Wezmę pierwszy.'],
  second_time: ['Wolę ten drugi.', 'Drugi mi odpowiada.', 'Niech będzie drugi termin.'],
  no_time_fits: ['Żaden mi niestety nie pasuje.', 'Nic z tego mi nie odpowiada.'],
  yes: ['Tak, zgadza się.', 'Tak, proszę.', 'No tak, dobrze.', 'Tak, niech tak będzie.'],
  no_thanks: ['Nie, dziękuję, wszystko jasne.', 'Nie trzeba, zapamiętam.', 'Nie, nie, dziękuję.'],
  person: [
    'Wolę porozmawiać z kimś żywym.',
    'Proszę mnie połączyć z panią z rejestracji.',
    'Z automatem nie będę rozmawiać, proszę człowieka.',
  ],
  call_later: [
    'Teraz prowadzę samochód, proszę zadzwonić później.',
    'Jestem w pracy, nie mogę rozmawiać, proszę oddzwonić.',
    'Nie teraz, jestem w sklepie, proszę zadzwonić kiedy indziej.',
  ],
  callback_time: ['Jutro o dwunastej.', 'Może jutro o piętnastej trzydzieści.', 'Jutro koło dziesiątej.'],
  stop_calling: [
    'Proszę więcej do mnie nie dzwonić.',
    'Nie życzę sobie takich telefonów, proszę mnie skreślić.',
    'Proszę usunąć mój numer i już nie dzwonić.',
  ],
  who_is_it: ['A kto mówi?', 'Przepraszam, a skąd pan dzwoni?'],
  where_is_it: ['A gdzie to dokładnie jest?', 'A jaki to był adres?'],
  voicemail: [
    'Dzień dobry, nie mogę teraz odebrać, proszę zostawić wiadomość po sygnale.',
    'Abonent jest czasowo niedostępny, proszę nagrać wiadomość po usłyszeniu sygnału.',
    'Tu poczta głosowa, po sygnale zostaw wiadomość.',
  ],
}
