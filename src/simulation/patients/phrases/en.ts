import type { PhraseBook } from './phrase-book.ts'

/** English. */
export const EN: PhraseBook = {
  its_me: ["Yes, that's me, go ahead.", 'Speaking, who is this?', 'Yeah, you got me.', 'Yes, that would be me.'],
  wrong_number: [
    'Nobody by that name lives here.',
    "I don't know anyone called that, wrong number.",
    "I think you've dialled the wrong person.",
  ],
  not_at_home: [
    'Not in, back tonight.',
    "This is family, there's only me here right now.",
    'Nobody else is here, this is a neighbour.',
    'Not home at the moment, try again later.',
  ],
  confirm: [
    "Yes, I'll definitely be there.",
    "Yes, that suits me, it's in my diary.",
    "Of course I'm coming.",
    "That's right, nothing has changed.",
    "I remember, I'll come.",
  ],
  move: [
    "I'm working then, could we move it?",
    'That time is no good for me, can I have another one?',
    "I can't make that day, a different day would be better.",
    'Could you push it back a bit?',
  ],
  cancel: ["Please cancel it, I'm not coming.", "I'll have to give that appointment up.", 'No, cancel the appointment.'],
  keep_it: ["No, leave it, I'll come after all.", 'Let the appointment stand as it is.'],
  not_sure: ["I don't know yet if I can come.", "Hard to say, I'll see.", "I can't tell you right now."],
  ill: ["I'm in bed with a temperature.", "I've caught the flu.", "Because I've fallen ill."],
  travelling: ["I'm going to my daughter's for a fortnight.", "I'll be abroad then.", "I'll be out of town for work."],
  feels_better: ["I'm better now, nothing hurts.", "It has gone away, I'm feeling fine."],
  other_reason: [
    'I have nobody to mind the grandchildren.',
    "There's a funeral in the family that day.",
    "I've got an appointment somewhere else already.",
  ],
  first_time: ['The first one works.', 'Let me take the first time.', "I'll have the first one, please."],
  second_time: ["I'd rather have the second.", 'The second one suits me.', 'Make it the second one.'],
  no_time_fits: ['None of them suit me, sorry.', 'Nothing there works for me.'],
  yes: ["Yes, that's correct.", 'Yes, please.', 'Yeah, fine.', 'Yes, let it be so.'],
  no_thanks: ["No, thanks, that's clear.", "No need, I'll remember.", 'No, no, thank you.'],
  person: [
    "I'd rather talk to someone real.",
    'Put me through to the front desk, please.',
    "I'm not talking to a machine, get me a human.",
  ],
  call_later: [
    "I'm driving, call me later.",
    "I'm at work, I can't talk, please ring back.",
    "Not now, I'm in a shop, call some other time.",
  ],
  callback_time: ['Tomorrow at noon.', 'Maybe tomorrow at half past three.', 'Tomorrow around ten.'],
  stop_calling: [
    "Please don't phone me any more.",
    "I don't want these calls, take me off your list.",
    'Delete my number and stop ringing me.',
  ],
  who_is_it: ['And who is speaking?', 'Sorry, where are you calling from?'],
  where_is_it: ['And where is that exactly?', 'And what was the address?'],
  text_yes: ['Yes', "YES, I'll be there", 'yes, thank you', 'I confirm'],
  text_cancel: ['Please cancel the appointment', "I'm not coming, cancel it"],
  text_move: ['Can I have another time?', 'Please move it to another day'],
  text_call: ['Please call me', 'Call me tomorrow at 12'],
  text_stop: ['STOP'],
  text_unclear: ['which doctor is it??', "I'll ask my daughter"],
  voicemail: [
    "Hi, I can't take your call right now, please leave a message after the tone.",
    'The person you are calling is not available, please leave a message after the beep.',
  ],
}
