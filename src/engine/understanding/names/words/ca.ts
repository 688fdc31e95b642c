import type { NameWordsData } from './words-data.ts'

/** What Catalan callers say around names, the Spanish words that they mix in among them. */
export const CATALAN_WORDS: NameWordsData = {
  before:
    "em dic|jo em dic|em diuen|hem dic|es diu|em dic així|dic|diuen|el meu nom és|el meu nom|nom|nom i cognoms|els cognoms|el meu cognom és|cognom|cognoms|el cognom és|a nom de|a nom d'en|a nom de la|a nom del|me llamo|mi nombre es|me dic|em dec dir|es diu|de nom|de cognom|amb cognom|servidora|servidor|senyora|senyor|la senyora|el senyor|sra|sr",
  maybeBefore:
    "soc la|soc en|soc l'|soc el|soc|sóc la|sóc en|sóc|som|som en|som na|aquí la|aquí en|aquí|és la|és en|és|parla la|parla en|parla|per a|per la|per en|per al|la|en|el|na|jo soc la|jo soc en|jo soc|jo|truca la|truca en|truca|al telèfon la|la senyora|el senyor|senyora|senyor|filla|fill|mare|pare|dona|marit|pacient|de la|del|d'en|de|amb la|amb en|soy|apunti|apunta|posi|germana|germà|veïna",
  after:
    "al telèfon|en persona|digui'm|mani'm|a l'aparell|al aparell|per servir-lo|per servir-la|em dic|parla|al habla|per servir|jo mateixa|jo mateix|a la línia",
  oblique: '',
  titles:
    'senyor senyora senyoreta sr sra don doña dona doctor doctora dr dra mossèn metge professor professora tieta tiet avi àvia iaia',
  ladies: 'senyora senyoreta sra doña',
  gentlemen: 'senyor sr don',
  particles: "de del dels d'en i la las los les y da dos el els sa van von",
  articles: 'la en el na l',
  common:
    'mar pau sala costa serra font roca casa mas prat camps cruz blanco segura santos bel met ton rut rat gil moreno pi consol pla company alba vila coll casas dolors mercè roser neus remei marc pere quel mon uri rosa blanca clara prats plana planas torres ferrer pons vives roma castillo ramos salas oliva forn grau quintana reig reyes medina guerrero cano delgado rubio molina cabrera pascual cinta ona nil roc pol max fina puri eva mari toni tere ventura victòria concepció encarnació immaculada trinitat purificació sagrari amparo domingo salvador marina nuri quim font clos puig nou jana marti isa bea meri vero eli cati',
  not: 'no',
  no: 'no',
  negatable: 'soc sóc som dic és diu',
  but: 'sinó però si',
  asIn: 'de com',
  spelling: 'lletra lletres lletrejo lletrejat deletrejo amb',
  space: 'espai guió guionet',
  stop: "adeu sí no si em dic diuen diu nom cognom cognoms meu meva és es soc sóc jo aquí parla truco truca al telèfon telefon aparell l' la el els les un una uns unes de del dels d' i o a amb per però que què qui com on quan quant quina quin per què bon dia bona tarda nit hola digui diguim mani escolti escolto sisplau si us plau gràcies moltes merci d'acord molt bé bé val vale clar evidentment correcte exacte això ara ja encara moment un momentet momentet esperi espera segon sé recordo entenc sento puc vull voldria volia demanar hora visita metge metgessa doctor doctora pacient senyor senyora data naixement nascut nascuda vaig néixer any anys fill filla fills marit dona home mare pare germà germana àvia avi iaia iaio nét néta veí veïna amic amiga company companya cuidadora tutor ningú res algú robot màquina persona humà operadora operador recepció família fa mal dolor malalt malalta s'equivoca equivocat equivocada error número numero adreça carrer targeta millor només només si perquè potser pot cal ser era estava està estic hi ha havia tinc té teniu tenim trucar trucaré trucades més tard després demà avui ahir matí vespre digues dir digui'm repetir repeteixi repetir-ho alt lent poc a poc lletra lletres lletrejo espai guió s'escriu escriu primer segon solter mateix mateixa perdoni perdona disculpi minut minuts hores meu seva seu també ehem mmm eh doncs bueno pues buenas buenos días tardes hasta quién soy me llamo nombre apellido apellidos mi es yo gracias por favor sí señora señor importa secret passi passo avisar ell ella ells nosaltres vosaltres ens us et te li ho hi en ne altre altra altres nen nena criatura assumpte consulta preguntar anul·lar canviar confirmar confirmo crec penso suposo vegi vejam a veure temps televisió ràdio gos aquest aquesta aquell aquella vostè vostès vostre vostra nostre nostra tot tota tothom cosa mica casa feina hospital mort morta viu surt sortit fora veritat fals incorrecte dades anomenar oblidat servir per servir-lo servidor servidora posi apunti apunta digui demano sense sobre entre fins des cap mentre aleshores llavors però sinó tampoc mai sempre encara tan tant molta molts moltes pocs poques ja està prou oi eh ai ui apa au vinga home noi noia nois som sou són ets tu he has heu han hem demana demanen poc línia sentir sent sento-ho greu",
  light:
    "sí si bon dia bona tarda hola digui diguim sisplau gràcies és soc em dic la el en aquí jo parla al telèfon i clar doncs bueno vale molt bé d'acord exacte mateixa mateix nom cognom cognoms meu meva el",
}
