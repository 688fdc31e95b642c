import type { Language } from '../../../../scenarios/model/documents.ts'
import { foldWord } from '../../tokens.ts'

/** Given names that are often said, with short forms, as stems: what may follow are endings of case. Cut so that they hold for all languages that callers mix. */
const NAMES: Readonly<Record<Language, string>> = {
  pl: `adam adrian agat agnieszk aleksandr aleksand alicj alicji alin aldon ambroż amel anastazj andrzej andrzejk anet anielk aniel anit anna anny annie annę
    anną anno ani ania anię anią aniu anka anki ankę antoni antonin antek arek arkadiusz artur barbar basia basi basię basią beat bartek bartosz bartłomiej
    benedykt bernadet bogdan bogusław bogumił bolesław bożen brygid cecyli celin cezary czesław dagmar damian daniel danut danusi dari darek dariusz dawid
    dominik dorot edmund edward edyt eleonor elżbiet elżbieci eli ela emil emili ewa ewy ewie ewę ewą ewo ewelin eugeni felicj feliks filip franciszk franek
    gabriel genowef gerard gosi gośk grażyn grzegorz grzesiek gustaw halin hani hanna hanny hannie hannę hank helen henryk hieronim hubert ignac iga igor iren
    irk iwon iza izy izabel jacek jack jadwig jadzi jagod jakub janin janusz jank jarek jarosław jasi jaś jerzy jola joli jolant joann jolk józef józefin
    juli julian juliann julk justyn kacper kajetan kamil karol karolin kasi kaśk katarzyn kazimier kazimierz kinga kingi klar klaudi konrad konstanty
    kornel kryst krysi krystyn krzysiek krzyś krzysztof ksawery leokadi leon leonard leszek lech lidi liliann lucjan lucyn ludwik łucj łukasz maciej maćk maciek
    magd magdalen maja małgosi małgorzat marcel marcin marek mark mari mariann mariol mariusz marian marcelin marlen mart marti marysi mateusz
    maurycy michał michalin mieczysław mietek mikołaj milen mirek mirosław monik nadi natali natasz nikodem nikol norbert olg oliwi oliwier ola oli olę olą oskar
    otyli patryk patrycj paulin paweł pawł pelagi piotr piotrek przemek przemysław radek radosław rafał regin renat robert roman roksan ryszard rysiek rozali
    sabin sandr sebastian seweryn sławek sławomir sławomir sonia stanisław staszek stefani stefan sylwest sylwi szczepan szymon tadeusz tadek teodor teres tomasz tomek
    tymoteusz tymon urszul ula uli wacław waldemar walenty wand wanda weronik wiesław wiesi wiktor wiktori wilhelm wincenty wioletta witold władysław władek włodzimierz
    wojciech wojtek zbigniew zbyszek zdzisław zenon zofi zosi zuz zuzann zygmunt zyta`,
  ru: `александр алексей алексе алён ален алин алис алл анастаси анатоли ангелин андре анжел анн аня ани аню анто антон антонин арин аркади арсени артём артем артур
    богдан борис вадим валентин валер валери валя валю варвар василий васили васил вася васю виктор виктори витали витя виолет владимир владислав вов вова вову
    всеволод вячеслав галин галя гале галю генна геннади георги герман глеб григори гриш данил дарь даш дмитри дима диму диан ев евгени евгений егор екатерин катя кате
    катю катерин елен лен лена лену леночк елизавет лиз лиза лизу жанн захар зинаид зоя зою иван ваня ваню игор игорь иль илья илью инн иннокенти инесс ирин ира ире иру
    карин кирилл клавди ксени ксюш константин костя костю лариса ларис леонид леон лид лидия лидию людмил люда люд люба любу макар максим мари мария маш маша машу марин
    маргарит марк мат матве михаил миш миша мишу надя надю наталь наталья наташ никит николай николае коля колю нин нина оксан олег олес ол ольг оля олю павел павл паш
    пётр петр пет петя петю полин раис регин римм родион роза розу руслан светлан свет света свету семён семен серге серёж сереж софь софия софи станислав степан таис тамар татьян
    тан таня тане таню тимофе тимур ульян фаин фёдор федор эдуард элл эльвир эмм юли юля юлю юри юра юру яков ян яна яну ярослав`,
  uk: `андрі андрій анастасі анатоліi анатолі ангелін анжел анн аліна алін аліс алл антон антонін арсен артем артур богдан борис вадим валентин валері василь василин васил
    вер віктор віктори вікторі віталі віталій владислав володимир вячеслав галин галю галя ганн гал геннаді георгі григорі гриць данил дарин дарі даря дмитр дмитро євген євгені
    єлизавет жанн захар зінаїд зоя зою іван івана іванк ігор ілл ілля інн інна ірин іра іру кате катерин катря катю карин кирил клавді ксені костянтин лариса ларис леонід лес
    леся лесю лід ліді людмил люб люба любу лукаш ларі максим мар марі марія марію марин маргарит марк матвій матві михайл михайло мирослав микит микол микола миколу надій надія
    назар наталі наталк натал нін оксан олександр олег олекс олексі олексій олен олена олену олес ольг ольз оля олю орест остап павл павло параск петр петро поліна полін раїс роксолан
    роман ростислав руслан світлан світ сергі сергій семен соломі софі степан станіслав стефан таїс тамар тарас тетян тетя таня таню тимофі уля уляна улян федір федор юлі юлія юлю юрі
    юрій юстин яків ярослав ярин яна`,
  ca: `adrià agnès aina alba albert aleix àlex alexandre alfons alícia anaïs andreu àngel àngels àngela anna antoni antònia antonio arnau assumpció bartomeu begoña berta bernat
    biel blanca blai bru bruna caterina carla carles carlota carme carmen carolina cèlia cesc clara claudi clàudia concepció conxita cristina cristòfol damià dani daniel david didac
    dídac dolors domènec eduard elena elisa elisabet eloi emília emma emili enric ernest ester estel esteve eudald eulàlia eva felip ferran feliu francesc francisco gabriel
    gemma genís georgina gerard glòria gonçal guillem helena hug ignasi imma irene isaac isabel iván jaume javi javier joan joana joaquim joel jofre jordi jordina josep josefina
    josefa josé juan júlia julià juli laia laura leo lídia lluc lluís lluïsa lola lourdes lucas lucía lúcia llúcia magda manel manuel manuela marc marçal margarida maria mariona marina
    mariàngela marta martí martina mateu matilde maties max meritxell mercè míriam miquel mireia mohamed montse montserrat narcís natàlia neus nicolau nil nora núria oleguer olga oriol
    oscar òscar pasqual patrícia paula pedro pep pepa pepi pere pilar pol quim quima rafael rafel ramon raquel ricard rita robert roger rosa rosalia rosario ruben salvador sandra santi
    sara sebastià sergi sílvia sònia susanna teresa tomàs toni tània vicenç víctor xavi xavier ximena yolanda`,
  en: `aaron abigail adam agnes alan albert alexander alexandra alfred alice alison amanda amelia amy andrea andrew andy angela anita ann anna anne annie anthony arthur audrey barbara barry
    beatrice ben benjamin bernard beth betty beverley bob brenda brian bridget bruce carl carol caroline catherine cathy charles charlie charlotte chloe chris christine christopher
    claire clara colin craig cynthia daisy dan daniel danielle darren dave david deborah debbie denise dennis derek diana diane donald donna doris dorothy doug douglas duncan dylan edith edward
    eileen elaine eleanor elizabeth ellen ellie elsie emily emma eric ernest ethan ethel evelyn evie fiona florence frances francis fred freddie gareth gary gavin geoff geoffrey george gerald
    gillian gladys glenn gordon graham greg gregory hannah harold harriet harry hazel heather helen henry hilary holly howard hugh ian irene isaac isabel isabella jack jackie jacob jacqueline
    jake james jamie jane janet janice jason jayne jean jeff jennifer jenny jeremy jessica jill jim jimmy joan joanna joanne joe john johnny jonathan jordan joseph josh joshua joyce judith judy julia
    julian julie karen kate katherine kathleen katie keith kelly ken kenneth kerry kevin kieran kimberley kyle laura lauren lee leo leonard leslie lewis liam lily linda lisa liz lizzie logan lorraine
    louise lucy luke lydia lynn malcolm marcus margaret maria marian marie marion marjorie martha martin mary matilda matthew maureen megan melanie melissa michael michelle mick mike mildred millie
    mohammed molly monica muriel nancy naomi natalie nathan neil nicholas nicola nigel nora norma norman oliver olivia oscar owen pamela patricia patrick paul paula pauline peggy penelope penny peter
    philip phoebe phyllis priya rachel ralph raymond rebecca reggie rhys richard rita robert robin roger ronald rosemary rowan roy russell ruth ryan sally sam samantha samuel sandra sandy sarah
    scott sean sebastian shane sharon sheila shirley sidney simon sophia sophie stacey stanley stella stephanie stephen steve steven stuart susan suzanne sylvia tamsin tara teresa terry thelma theo
    theresa thomas tim timothy tina toby tom tommy tony tracy trevor tristan valerie vanessa vera veronica victor victoria vincent violet virginia walter warren wayne wendy wilfred william winifred
    yvonne zachary zoe`,
}

/** Names that are other words as well: names only where something else says so. */
const DOUBTFUL = `mark marek roman jack wanda pat will may june april dawn rose grace hope faith joy bill art sue lee dean ray guy rob sandy jean penny violet heather holly hazel ken dan tim
  max leo light свет люб вер надій лев мир роза лен вер маш ол тан ев пет мат ян мар світ лід гал лес лиз тетя уля вал алл нин инн mari mart mir maja juli marti sol mar pau pol pep bru
  nil roger rosa pilar blanca alba clara estel dolors neus joan hug rita eva iga stan karol dari olg zuz bea jaś jasi ali ela eli uli ula oli ola dan dani santi beat emil iza izy hani
  wand klar kryst magd lech irk hank jank anka anki anto antoni manuel salvador jordan craig ant barbar gal`

/** Words that only look like names with an ending. */
const OTHER_WORDS = `sam ani tracę traci кость кости надіюся файного mateix mateixa mateixos ben barri barret mercat marcat març terra freda barriga merci mercès mate terrace
  better normal nadie kasie`

const others = new Set(OTHER_WORDS.split(/\s+/).map(foldName))
const doubtful = new Set(DOUBTFUL.split(/\s+/).map(foldName))
/** Endings that a stem may take: of case, and of endearment. */
const LONGEST_ENDING = 3

interface Stems {
  readonly sure: ReadonlySet<string>
  readonly doubtful: ReadonlySet<string>
}

const stems: Stems = readStems()

function readStems(): Stems {
  const sure = new Set<string>()
  const open = new Set<string>()
  for (const name of Object.values(NAMES).flatMap(names => names.split(/\s+/))) {
    const stem = cutEnding(foldName(name))
    const isSure = !doubtful.has(foldName(name)) && stem.length >= 3
    ;(isSure ? sure : open).add(isSure ? stem : foldName(name))
  }
  return { sure, doubtful: open }
}

function foldName(name: string): string {
  return foldWord(name.toLowerCase().replaceAll('ё', 'е'))
}

/** A last vowel changes with the case: "anna", "anny". */
function cutEnding(name: string): string {
  return name.length > 4 ? name.replace(/[aeiouyаеиоуыэюяіїєь]$/u, '') : name
}

/** Whether a word, folded, is a given name: surely, or only where more speaks for it. */
export function readGivenName(folded: string): 'sure' | 'doubtful' | undefined {
  if (stems.doubtful.has(folded) || others.has(folded)) return 'doubtful'
  for (let length = folded.length; length >= Math.max(3, folded.length - LONGEST_ENDING); length -= 1) {
    const stem = folded.slice(0, length)
    if (!stems.sure.has(stem)) continue
    // A short stem with a long ending is more likely another word: "adam", not "adapter".
    return length === folded.length || (length >= 4 && /^[aeiouyаеиоуыэюяіїєьй]/u.test(folded.slice(length)))
      ? 'sure'
      : 'doubtful'
  }
  return undefined
}
