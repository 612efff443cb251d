/**
 * Words of a question as the search among matters compares them: lower case, without endings ("brakes", "braking" and
 * "brake" are one), with common little words told apart. Spelling is forgiven by one letter.
 */

const COMMON_WORDS =
  "a an the i me my mine we our us you your it its he she they them his her their this that these those is are " +
  "am was were be been being do does did doing have has had having will would shall should can could may might " +
  "must not no nor and or but if then than so as of at by for with about against to from in on into onto too " +
  "very just really again ever every each some any all what which who whom how when where why there here s t m " +
  "re ve ll d dont doesnt didnt isnt wont cant couldnt im ive id youre theyre thats whats u r ur pls please " +
  "help advice tips tip ideas idea hi hello hey thanks now get got getting go going want need thing things way " +
  "best like one use make";

/** The words of a text, in order: "don't" is "dont", "car's" is "car". */
export function wordsIn(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/n't\b/g, "nt")
    .replaceAll(/'(?:s|m|re|ve|ll|d)\b/g, "")
    .replaceAll("'", "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words of their own, although they look like forms of another: of "tire", of "new". */
const NO_FORMS: ReadonlySet<string> = new Set(["tired", "news"]);

/** A word without its ending. Crude on purpose: it only has to give the same for words that belong together. */
export function stem(word: string): string {
  if (NO_FORMS.has(word)) return word;
  let rest = word;
  if (rest.length > 4 && rest.endsWith("ies")) rest = `${rest.slice(0, -3)}y`;
  else if (rest.length > 3 && /[^su]s$/.test(rest) && !rest.endsWith("is"))
    rest = rest.slice(0, /(?:ch|sh|x|ss|o)es$/.test(rest) ? -2 : -1);
  const verb = /^(.{3,}?)(?:ing|ed)$/.exec(rest)?.[1];
  if (verb !== undefined && /[aeiouy]/.test(verb))
    rest = verb.length > 3 && /([^aeioulsz])\1$/.test(verb) ? verb.slice(0, -1) : verb;
  if (rest.length > 4 && rest.endsWith("ly")) rest = rest.slice(0, -2);
  if (rest.length > 3 && rest.endsWith("e")) rest = rest.slice(0, -1);
  if (rest.length > 3 && rest.endsWith("y")) rest = `${rest.slice(0, -1)}i`;
  return rest;
}

/** Whether two words are forms of one. "Plan" and "plane" have one stem and are two words, as are "car" and "care". */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  // No ending is as long as a word, so the first letter tells most of them apart.
  if (a[0] !== b[0]) return false;
  if (a === `${b}e` || b === `${a}e`) return false;
  return stem(a) === stem(b);
}

const COMMON: ReadonlySet<string> = new Set(COMMON_WORDS.split(" ").map(stem));

/** Says nothing about what a question is about. */
export function isCommon(stemmed: string): boolean {
  return COMMON.has(stemmed);
}

/**
 * Whether two stems are the same, or one letter added, dropped, changed, or two neighbours exchanged. A last letter
 * counts, since a stem has lost its ending: "shark" is not "share", whose stem is "shar"; doubled it is forgiven.
 */
export function almostSame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  const last = [restA, restB].every((rest) => rest.length < 2);
  if (last && restA !== restB) return (restA || restB) === a[at - 1] && (restA === "" || restB === "");
  if (restA === restB || restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB)
    return true;
  return restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
