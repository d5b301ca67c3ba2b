import { foldedWords } from './text.ts';

/**
 * Words of talk, folded: they stand in what everybody says and in few policies, so that by their frequency they would weigh as
 * much as what is asked about ("the customer wants to speak to …"). Function words are not in it: how, when and whom tell
 * questions apart. Written down from general knowledge; docs/search.md tells what they bring.
 */
const EVERYDAY: ReadonlySet<string> = new Set(
  [
    `anyone anything ask asked asking asks bit caller callers client clients come comes coming customer customers dear everything feel
    find found gave gentleman get gets getting give given gives giving go goes going gone got gotten guy hello help helping helps hey
    hi im keep kind knew know known knows lady let like liked likes look looking looks lot lots made make makes making man need needed
    needing needs nothing ok okay people person please pls plz put said saw say saying says see seem seems seen show sir madam somebody
    someone something sorry take taken takes taking talk tell telling tells thank thanks thing things think thinking thinks thought
    thx told took tried tries try trying u ur use used using want wanted wanting wants way ways went wish wishes woman would`,
    `anrufer anruferin bekommen bekommt bitte brauche brauchen braucht danke entschuldigung etwas finden findet frage fragen fragt
    frau gab geben gefragt gegeben gehen geht gern gerne gesagt gibt gute guten hallo helfen herr hilfe hilft jemand kommen kommt
    kunde kunden kundin kundinnen lassen lasst leute machen macht meint mochte mochten moechte nehmen nimmt niemand sache sagen
    sagt sagte sehen sieht tun tut weiss will wissen wollen wollte`,
    `alguien ayuda ayudar busca buscar buenas buenos cliente clienta clientes cosa cosas dar decir dia dias dice dicen dijo favor gente
    gracias hace hacen hacer hizo hola necesita necesitan necesito nadie necesitar pedir persona pregunta preguntar puede pueden puedo
    queria quiere quieren quiero saber senor senora tiene tienen tomar venir ver`,
    `aide aider aidez besoin bonjour chose choses cliente demande demander demandent dire disent dit donne donner faire fait gens madame
    merci monsieur personne peut peuvent peux pouvez pouvoir prend prendre quelqu quelque savoir svp trouver veulent veut veux voir
    voudrais voudrait vouloir`,
  ].flatMap((words) => words.split(/\s+/)),
);

/** What is asked, without talk. */
export function withoutTalk(query: string): string {
  return foldedWords(query)
    .filter((word) => !isEveryday(word))
    .join(' ');
}

/** Whether a folded word is one of talk, in any language. */
export function isEveryday(word: string): boolean {
  return EVERYDAY.has(word);
}
