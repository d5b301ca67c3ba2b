/**
 * Words that say how, when, where and how much: prepositions, adverbs, numerals, units of time. They stand between what is
 * asked about, folded, in any language. Unlike words of talk they weigh what they weigh: "after" and "again" tell questions apart.
 */
const SMALL: ReadonlySet<string> = new Set(
  [
    `able about above across after again ago ahead almost along already although always am among another anyway anywhere
    apart around aside away back bad because been before behind being below beside besides better between both bring brings
    brought cant case cases come day days did didnt different do does doesnt doing done dont down during each early either
    else ended didn doesn hadn hasn haven isn wasn weren won wouldn couldn shouldn aren ends enough even evening ever every
    everybody everyone exactly far few first four from full further good had half happen happened happens hasnt having
    havent here herself him himself hour hours however inside instead into isnt itself last lately late later least left
    less long maybe mean means might mine minute minutes month months morning most must myself near never new next nine
    nobody none now off often old once one only onto other others ours ourselves outside over own past per quick quickly
    quite rather really right same second seven several shall short shouldnt since six so soon still such sure ten
    themselves there these third those though three through till time times today together tomorrow too toward towards twice
    two under unless until upon usually very wasnt week weeks well went werent whats whenever where whether which while
    whole whom whose within without wont wouldnt year years yes yesterday yet yours yourself big small much many little`,
    `alle allem allen aller alles also andere anderen anders ans bald bereits besser beide beiden bin bisher da dabei dafur
    dahin damit danach dann daran darauf darf daruber davon davor dazu dein deine denn derselbe dessen deswegen dieser
    dieses dort drei durfen eben eigentlich einige einigen einmal endlich erst ersten euch euer fast fruh fruher funf ganz
    ganze gegen gerade gleich hatte hatten her heute hier hin hinter ihm ihn ihnen ihre ihrem ihren ihrer immer ins irgendwo
    jahr jahre jede jedem jeden jeder jedes jener jetzt kaum kein keine keinen lang lange langsam letzte letzten los mal
    manchmal mehr mehrere meinem meinen meiner minuten monat monate monaten morgen muss mussen musste nachdem nachher
    nachste nachsten neben neu neue nichts nie nun ohne schon sehr seit selbst sofort soll sollen sollte sondern sonst spat
    spater statt stunde stunden tag tage tagen trotzdem uber uberhaupt uhr unter unsere unseren viel viele vielleicht vier
    voll vor vorher wahrend wann waren warum wegen weil weit weiter welche welchen welcher welches wem wen wenig weniger
    werden wessen wieder wieso wieviel wirklich woche wochen woher wohin wurde wurden zehn zwar zwei zwischen`,
    `ademas ahora alguna algunas alguno algunos alli alla antes anos ano aqui aquel aun aunque ayer bajo bastante bien cada
    casi cerca cinco cuales cuanta cuanto cuantos cuatro debe debo deben dentro desde despues detras diez donde dos durante
    ellas ellos encima entonces eran eres estado estaba estamos estas estoy fuera fueron haber habia hacia hasta hora horas
    hoy igual jamas junto lejos luego manana mas mayor medio mejor menos mes meses mientras minutos misma mismo mucha muchas
    mucho muchos nada ningun ninguna nosotros nueva nuevo nunca otra otras otro otros poca poco pocos primera primero pronto
    propia propio pueda segun seis semana semanas siempre siendo sido sola solo somos soy suya suyo tal tampoco tan tanto
    tarde todavia toda todas todo todos tres tras ultima ultimo unas unos usted ustedes vez veces`,
    `ai ainsi alors annee annees ans apres assez aucun aucune aujourd aussi autant autre autres avait avant avoir beaucoup
    bien bientot car ceci cela celle celui cependant certain certaine chaque chez cinq combien comment contre deja demain
    depuis derniere dernier dessous dessus deux devant doit doivent donc dont encore enfin ensuite entre environ etait
    etaient etre faut fois hier heure heures hors hui ici ils jamais jour jours jusqu jusque laquelle lequel leurs loin lors
    lorsque longtemps maintenant meme memes mieux minutes moins mois moitie nouveau nouvelle nuit ont parce parfois parmi
    peu plus plusieurs pourquoi premier premiere presque puis puisque quand quatre quels quelles rien semaine semaines sera
    seulement six soir soit sommes souvent sous suis surtout tant tard tel telle tot toujours tous tout toute toutes tres
    trois trop vers vite voici voila vraiment`,
  ].flatMap((words) => words.split(/\s+/)),
);

/** Whether a folded word says how, when, where or how much, in any language. */
export function isSmall(word: string): boolean {
  return SMALL.has(word);
}
