import type { WhoRules } from './who-rules.ts'

const KIN =
  "husband|wife|daughter=|son=|mother=|mum=|mummy=|mom=|father=|dad=|daddy=|brother=|sister=|grandma|grandmother=|grandfather=|grandson=|granddaughter=|neighbour|neighbor|carer=|wife's=|mum's="

/** English. */
export const english: WhoRules = {
  voicemail: [
    'leave|record|leaving message',
    'leave|record|speak|talk|start after=|at= tone=|beep=|signal=',
    'voicemail|mailbox',
    'voice= mail|mailbox|message',
    'answering= machine',
    'answerphone',
    'only=|on= machine= leave|the=|just=',
    "can't=|cannot=|can=not=|unable= answer=|come=|take=|pick= right=|now=|phone=|call=|moment=",
    'leave= name= number=',
  ],
  network: [
    'switched= off=',
    'out= coverage|range=|reach=',
    'number= not=|does= recognised=|recognized=|exist=|service=|valid=|dialled=|dialed=',
    'subscriber|customer|person unavailable=|available= currently=|temporarily=|is=',
    'call= cannot=|not=|be= connected=|completed=',
  ],
  screening: [
    'screen call|calls=|person|service',
    'state=|say=|record=|tell=|give= name=|who= reason=|purpose=|why=|connect=|available=|answer=|about=',
    'assistant= regarding=|virtual|google|call=|about=',
    "connect who=|who's=|why=|name=|calling=",
    'see=|ask=|check= available=|talk=|answer=|take= if=|whether=',
    'reason= asks=|say=|state=|record= for=|your=',
  ],
  menu: [
    'press|dial=|enter=|choose=|select= one=|two=|three=|zero=|star=|hash=|pound=|extension=|topic=|option',
    'extension=',
    'queue= you=|number=|call=',
    'operators=|agents=|advisers=|advisors=|lines= busy=',
    'calls=|call=|conversation recorded=|monitored=',
    'stay=|remain= line=',
    'hold= next=|operator=|agent|while=|available=',
    'wait operator=|agent=|adviser=|advisor=|time=',
    'speak= adviser=|advisor=|agent=|representative= press|stay|wait',
    'call= important= your=',
    'option one= two=',
  ],
  fax: ['fax'],
  handing_over: [
    'passing=|pass=|hand=|handing=|giving=|putting= phone=|over=|you=|on= her=|him=|mum=|mother|dad=|father|wife|husband|daughter|son=',
    'give=|pass=|hand= phone= to=|her=|him=|mum=|dad=',
    "i'll=|get=|call=|fetch=|calling= her=|him=|mum=|mummy=|dad=|wife=|husband= moment=|just=|second=|sec=|minute=|for=",
    'here= she=|he= is=|comes=',
  ],
  child: [
    "mummy=|daddy=|mommy= is=|isn't=|said=|not=|at=|told=",
    "i'm=|i=|am= four=|five=|six=|seven=|eight=|nine= years=|daddy|mummy|old=",
    "mum=|mom= dad= not=|aren't=|here=",
    'cartoons=|teddy=|kindergarten=|nursery=|playgroup=',
    'my= teacher=',
  ],
  another_person: [
    `this=|speaking=|i'm=|i=|am= ${KIN} her=|his=|the=|their=|speaking=`,
    `${KIN} not=|isn't=|is=|asleep=|out=|shops=|work=|hospital=|back=|driving=|died=|in=`,
    "she's=|he's= gone=|out=|not=|asleep=|driving=|away=|sleeping=",
    "she=|he= isn't=|not= here=|in=|home=",
    'only=|just= cleaner=|carer=|visiting=|lodger=',
    "neighbour|neighbor i'm=|i=|my=|she's=|he's=|her=|his=",
    'take= message=',
    "pass=|tell= on=|her=|him= i'll=|mum=|wife=|husband=",
    'answer= her=|his= phone=',
    'but= my= phone=',
  ],
  picking_up: ['hello= hello=', 'speaking=', "i'm=|i= here=", 'hello= yes=|who='],
}
