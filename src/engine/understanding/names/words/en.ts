import type { NameWordsData } from './words-data.ts'

/** What English-speaking callers say around names. */
export const ENGLISH_WORDS: NameWordsData = {
  before:
    "my name is|my name's|name is|name's|the name is|the name's|the name|my full name is|full name is|full name|full name's|i am called|i'm called|called|first name is|first name|first name's|last name is|last name|last name's|surname is|surname|surname's|my surname is|family name|family name is|you're speaking to|you are speaking to|you're speaking with|speaking to|speaking with|you can call me|call me|people call me|everyone calls me|they call me|under the name|under the name of|goes by|go by|under|name|it should be under|maiden name is|maiden name|mrs|mr|miss|ms",
  maybeBefore:
    "this is|it is|it's|its|i am|i'm|im|that's|that is|for|with|here is|daughter|son|mother|father|wife|husband|patient|mr|mrs|miss|ms|doctor|dr|yes|hello|hi|on behalf of|about|to|sister|brother|mum|dad|mom|of|put me down as|it'll be|it would be|yeah|from|as|neighbour|carer",
  after:
    'speaking|speaking how can i help|speaking how may i help|how can i help|how can i help you|in person|here|calling|on the phone|on the line|is my name|is the name|is speaking|is calling|at your service|on the other end',
  oblique: '',
  titles:
    'mr mrs miss ms mister missus doctor dr professor prof sir madam lady lord nurse father reverend rev sister dame mx aunt uncle auntie nan',
  ladies: 'mrs miss ms madam lady',
  gentlemen: 'mr mister sir',
  particles: "van von de der den del la le di da dos du st o' mc mac bin ap ibn",
  articles: '',
  common:
    'will sue pat mark bill art max don guy dot mo rose grace dawn hope joy faith may young white long price hall king cook ward baker hill clark mason rose cox wood green brown black bell gray knight hunt fox ford stone west wells may page bird bond short lane read sharp holland east bishop field banks poole potter gill liv jack drew frank rob ray nick sandy penny ivy olive daisy poppy holly amber hazel jade iris ruth amber bella jean carol marge mike gaz tess tom dick rich chase chuck mel lee jordan dean jay al ant roger ali major baz kit tori nan trace em nat ness del cole fisher walker parker carter cooper taylor turner miller mills rivers shepherd gardener gardner archer hunter sims singh pearl eve vera viv miles norm pierce will fran sally molly ted ned val val abi nell art robin stewart barb deb meg chance hart hardy freeman goodwin waters bob fred steph marsh day summer april june august francis stu marshall lambert warren woods barker porter slater webster stephen collins bush brook brooks rhodes webb love moody sunny norman ward ginny',
  not: "not isn't wasn't ain't",
  no: 'no nope nah',
  negatable: '',
  but: 'but',
  asIn: 'for as in like',
  spelling: 'letter letters spelled spelt spelling capital',
  space: 'space hyphen dash',
  stop: "yes no yeah yep nope my name is name's the a an i am i'm im it it's its this that that's is was be been being are you you're your yours we he she they him her his hers them their our me mine myself who who's what what's where when why how which speaking here calling hello hi hey good morning afternoon evening day please thanks thank cheers ok okay right sure of course correct exactly indeed absolutely and or but for with from to at on in of by as about under into over out off up down not don't do does did can could can't couldn't will would won't shall should may might must need want wanted like have has had having get got call calls called caller phone telephone line number address street one two moment minute second sec hang hold wait sorry pardon excuse repeat again say said says tell told spell spelled spelling spelt letter first last middle full family surname maiden christian given double just only also too so well then there now later soon tomorrow today yesterday know remember think believe guess understand hear heard friend friends daughter son mother mum mom father dad wife husband sister brother aunt uncle grandmother grandma grandfather grandson granddaughter neighbour neighbor partner carer nurse doctor dr mr mrs miss ms patient person somebody someone nobody anybody anyone none nothing something anything robot machine human operator receptionist reception appointment book booked booking visit cancel change move confirm date birth born years year old problem pain sick ill wrong mistake mistaken different other another same see look make let lets let's us if because since though although really very much many more most some any all both each every few own how's still already yet before after while during actually basically mean means umm um uh er erm hmm mm oh ah ooh whatever secret private business mind matter fine great perfect lovely nice bye goodbye time hour home work hospital out dead died passed away live lives living speak talk talking listening listen ask asking asked question reason regarding behalf answer answers give gave giving put take took taken going go gone come came back weather television telly radio dog dear love darling mate sir madam child baby kid kids girl boy man woman lady gentleman guys couple these those than such no-one wasn't isn't aren't weren't didn't doesn't hasn't haven't wouldn't shouldn't he's she's they're we're i've i'd i'll you've you'd you'll it'll that'll there's here's what're available busy sleeping shopping driving moment's half quite bit little louder slower slowly english polish use used goes known everyone people people's",
  light:
    "yes yeah hello hi hey good morning afternoon evening this is it's it me please thanks thank you sure okay ok my name the and i'm am speaking here so well um uh of course that's first last surname name's",
}
