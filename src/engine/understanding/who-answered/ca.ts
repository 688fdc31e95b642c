import type { WhoRules } from './who-rules.ts'

const KIN = 'dona=|marit=|filla=|fill=|mare=|pare=|mama=|papa=|germà=|germana=|àvia=|avi=|neta=|net=|sogra=|jove='

/** Catalan. */
export const catalan: WhoRules = {
  voicemail: [
    'deix|grav missatge',
    'deix|grav|parl|digu després= senyal=|to=',
    'bústia veu=|plena=|grav|missatge|digues=|trucaré=',
    'contestador parl|aquest=|família|grav|deix|només=|automàtic',
    'no= puc=|podem= atendre=|agafar=|respondre=|contestar=',
    "usuari|l'usuari no= contest|respon|deix",
    'sentir= senyal=|to=',
  ],
  network: [
    'apagat=|fora= cobertura=',
    'no= té=|hi= cobertura=',
    "abonat=|usuari|l'abonat|l'usuari disponible= no=|torni",
    'número=|numero= no= existeix=|correcte=|assignat=',
    'connexió=|trucada= no=|impossible= establir=|possible=',
  ],
  screening: [
    'filtr trucad|persona|usa|servir',
    'digu|gravi|presenti|demana motiu=|per= què=|què=|trucad',
    'digu|gravi nom=|qui= motiu=|per=|parlar=|connect|respondre=',
    "assistent|l'assistent virtual|motiu=|truca=|senyor|google",
    'miraré=|preguntaré=|comprovaré= pot=|vol=|disponible=',
  ],
  menu: [
    "premi=|marqui=|triï=|premeu=|marqueu=|trieu= u=|un=|dos=|tres=|zero=|asterisc=|coixinet=|extensió=|l'extensió=|tema=|ara=",
    "extensió=|l'extensió=",
    'cua= és=|vostè|trucada',
    'línies=|operador|agents= ocupa',
    'trucada|conversa gravada=|enregistr|grava=',
    'esper operador|agent|atengu|línia=|temps=',
    "temps= espera=|d'espera=",
    'parlar= vendes=|agent=|operador premi=|esper|per=',
    'benvingut empresa=|banc=',
  ],
  fax: ['fax'],
  handing_over: [
    'passo=|dono=|donaré=|passaré= mare=|pare=|dona=|marit=|telèfon=|ella=|ell=|la=|hi=',
    'ara=|moment=|segon= crido=|cridaré=|aviso=|avisaré=|ve=|posa=|poso=',
    'crido=|aviso=|avisaré= la=|el=|mare=|pare=|dona=|marit=|mama=',
  ],
  child: [
    'mama=|papa=|mare= banyant=|banya|dibuixos=|diu=|deixa=|lavabo=|bany=|cuina',
    'no= hi= mama=|papa=|pares=',
    'tinc= anys=|anyets= tres=|quatre=|cinc=|sis=|set=|vuit=|nou=',
    'dibuixos=|guarderia=|mestra=|joguin',
  ],
  another_person: [
    `soc=|sóc=|parla=|telèfon=|aquí= ${KIN}|veïn|cuidador`,
    `${KIN} no=|dorm|ha=|sortit|supermercat|treball|hospital|tornarà=|conduint=|condueix|descansa|mort`,
    'no= hi= és= ella=|ell=|senyora=|senyor=|ara=',
    'veïn soc=|sóc=|és=|meva=|aquí=',
    'només= netejo=|cuido=|treballo=',
    'senyora=|senyor= sortit=|dorm|marxa',
    'donar-li|encàrrec|diré=|passar mare=|dona=|marit=|li=|encàrrec|missatge=',
    'telèfon= meu= però=|no=',
    'no= soc=|sóc= seu=|seva=|jo=|ella=|ell=',
  ],
  picking_up: ['digui|mani=', 'hola= hola=|digui=', 'ja=|soc= aquí='],
}
