import type { PhraseBook } from './phrase-book.ts'

/** Catalan. */
export const CA: PhraseBook = {
  its_me: ["Sí, soc jo, l'escolto.", 'Sí, efectivament, soc jo.', 'Doncs sí, soc jo, què passa?', 'Sí, sí, soc jo mateix.'],
  wrong_number: [
    "S'ha equivocat, aquí no hi viu ningú que es digui així.",
    'No conec aquesta persona, no és aquest número.',
    "Em sembla que s'equivoca de telèfon.",
  ],
  not_at_home: [
    'Ara no hi és, tornarà al vespre.',
    'Soc de la família, a casa només hi soc jo.',
    'Aquí no hi ha ningú més, soc la veïna.',
    'No és a casa, truqui més tard.',
  ],
  confirm: [
    'Sí, hi seré segur.',
    "Sí, em va bé, ho tinc apuntat a l'agenda.",
    'I tant que vindré.',
    'És correcte, no ha canviat res.',
    "Me'n recordo, me'n recordo, vindré.",
  ],
  move: [
    'Just llavors treballo, es podria canviar?',
    'Aquesta hora no em va bé, voldria una altra hora.',
    'Aquell dia no puc, prefereixo un altre dia.',
    "S'hauria de posposar per a més endavant.",
  ],
  cancel: ['Anul·li-la, si us plau, no vindré.', 'He de renunciar a aquesta visita.', 'No, cancel·li la visita.'],
  keep_it: ['No, deixi-la, al final vindré.', 'Deixem la visita tal com està.'],
  not_sure: ['Encara no sé si vindré.', 'Costa de dir, ja veuré.', 'De moment no li ho puc dir.'],
  ill: ['Estic al llit amb febre.', 'He agafat la grip.', 'Perquè no em trobo bé, tusso molt.'],
  travelling: ['Marxo a casa de la filla dues setmanes.', "Seré a l'estranger.", 'No seré a la ciutat, tinc un viatge de feina.'],
  feels_better: ['Ja em trobo millor, no em fa mal res.', "Ja m'ha passat, em trobo bé."],
  other_reason: [
    'No tinc amb qui deixar els nets.',
    'Aquell dia tinc un enterrament a la família.',
    "Ja m'han donat hora en un altre lloc.",
  ],
  first_time: ['La primera em va bé.', 'Doncs la primera hora.', 'Em quedo la primera.'],
  second_time: ['Prefereixo la segona.', 'La segona em va bé.', 'Que sigui la segona.'],
  no_time_fits: ["Malauradament no me'n va bé cap.", 'No em va bé res de tot això.'],
  yes: ['Sí, és correcte.', 'Sí, si us plau.', "Doncs sí, d'acord.", 'Sí, que sigui així.'],
  no_thanks: ['No, gràcies, ja està clar.', "No cal, me'n recordaré.", 'No, no, gràcies.'],
  person: [
    'Prefereixo parlar amb algú de carn i ossos.',
    "Passi'm amb recepció, si us plau.",
    'Amb una màquina no hi parlo, vull una persona.',
  ],
  call_later: [
    'Ara condueixo, truqui més tard.',
    'Soc a la feina, no puc parlar, torni a trucar.',
    'Ara no, soc a la botiga, truqui en un altre moment.',
  ],
  callback_time: ['Demà a les dotze.', 'Demà a dos quarts de quatre de la tarda.', 'Demà cap a les deu.'],
  stop_calling: [
    'No em truqui més, si us plau.',
    "No vull aquestes trucades, esborri'm.",
    'Tregui el meu número i no torni a trucar.',
  ],
  who_is_it: ['I qui és que parla?', "Perdoni, des d'on em truca?"],
  where_is_it: ['I on és exactament?', 'I quina adreça era?'],
  text_yes: ['Sí', 'SÍ, hi seré', 'sí, gràcies', 'Confirmo la visita'],
  text_cancel: ['Anul·leu la visita, si us plau', "No vindré, l'anul·lo"],
  text_move: ["Es pot canviar l'hora?", 'Voldria un altre dia'],
  text_call: ['Truqueu-me, si us plau', 'Truqui demà a les 12'],
  text_stop: ['STOP'],
  text_unclear: ['quin metge és??', 'Ho preguntaré a la filla'],
  voicemail: [
    'Bon dia, ara no puc atendre la trucada, deixi un missatge després del senyal.',
    'El telèfon al qual truca està apagat, deixi el seu missatge després del senyal.',
  ],
}
