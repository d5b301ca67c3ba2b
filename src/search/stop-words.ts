import type { Language } from './stems.ts';

/** Words that stand in every text: the most frequent ones of each language, folded. (PostgreSQL's lists are its own.) */
const COMMON: Readonly<Record<Language, ReadonlySet<string>>> = {
  english:
    words(`a about all also am an and any are as at be been but by can could did do does for from get had has have
    he her him his how i if in is it its just like may me more much my no not of on one or our out please she should so
    some than that the their them then there they this to up us was we were what when where which who why will with would
    you your`),
  german:
    words(`aber als am an auch auf aus bei bin bis bitte da das dass dem den der des die dies doch du durch ein eine
    einem einen einer er es fur habe haben hat ich ihr im in ist ja kann konnen man mein meine mich mir mit nach nicht noch
    nur ob oder sein seine sich sie sind so und uns unser vom von war was wenn wer wie wir wird wo zu zum zur`),
  spanish: words(`a al algo ante como con cual cuando de del desde donde el ella en entre era es esa ese esta estan este
    esto fue ha hay la las le les lo los mas me mi mis muy no nos o para pero por porque puede puedo que quien se ser si
    sin sobre son su sus te tengo tiene tu un una uno y ya yo`),
  french:
    words(`a au aux avec ce ces cette comme d dans de des du elle en est et etre eu il ils j je l la le les leur lui
    ma mais me mes moi mon n ne nos notre nous on ou par pas peut peux pour qu que quel quelle qui s sa sans se ses si son
    sont sur ta te tes toi ton tu un une vos votre vous y`),
  simple: new Set(),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Whether a folded word says nothing about what a text is about. */
export function isCommon(word: string, language: Language): boolean {
  return COMMON[language].has(word);
}
