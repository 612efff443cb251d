/**
 * What can be said of a question by its letters alone, before any model reads it: that there is none, that it has no
 * words, that it is in another language or too long. One sentence each, true of any model.
 */

export type QuestionKind = "fine" | "empty" | "emoji" | "otherLanguage" | "long" | "cut";

export interface AboutQuestion {
  readonly kind: QuestionKind;
  /** "" where there is nothing to say. */
  readonly sentence: string;
}

/** Room of a question field, in UTF-16 units; a longer paste is cut to it. */
export const LONGEST_QUESTION = 2000;
/** Some five sentences. */
const LONG_FROM = 400;

const SENTENCES: Readonly<Record<QuestionKind, string>> = {
  fine: "",
  empty: "There is no question yet.",
  emoji: "There are no words in this; a model can only guess what signs alone ask.",
  otherLanguage: "This does not look like English; a model answers well only in a language that it has read.",
  long: "This is long for a question; ask one thing, in one or two sentences.",
  cut: "Only the first 2,000 characters are asked; the rest is cut.",
};

/**
 * Frequent words of languages in Latin letters that are no English words: German, Dutch, French, Spanish, Portuguese,
 * Italian, Polish, Turkish, Swedish.
 */
const FOREIGN = new Set(
  [
    "ich mich mir mein meine wie ist das der und nicht ein eine einem einen wenn warum wo wer kann auf mit für bin",
    "ik mijn hoe het een niet waarom moet met voor van je mon mes est les une des pas pourquoi dans avec que qui quoi",
    "suis fait faire sur cómo como mis es los las una por para qué tengo puedo hacer está eu meu minha não uma você",
    "fazer os io mio mia che il gli perché sono ho fare di del jak mam nie czy co się jest dlaczego mój nasıl benim",
    "neden bir ve için ne jag hur är det inte och varför vad",
  ].flatMap((line) => line.split(" ")),
);
/** An accent speaks for another language, but less than a word does: "café", "crème brûlée". */
const ACCENT = 0.4;
const ENGLISH = new Set(
  (
    "the a an is are am was were do does did i i'm im my me you your it its to of in on for with how what why when " +
    "where who which whats can should will would could and or but not don't dont have has had if that this be get help"
  ).split(" "),
);

export function aboutQuestion(text: string): AboutQuestion {
  const kind = kindOf(text);
  return { kind, sentence: SENTENCES[kind] };
}

/** The text as far as a question has room for it; never half of a character that takes two units. */
export function cutQuestion(text: string): string {
  if (text.length <= LONGEST_QUESTION) return text;
  const end = /[\uD800-\uDBFF]/.test(text[LONGEST_QUESTION - 1] ?? "") ? LONGEST_QUESTION - 1 : LONGEST_QUESTION;
  return text.slice(0, end);
}

function kindOf(text: string): QuestionKind {
  if (text.trim() === "") return "empty";
  if (!/[\p{L}\p{N}]/u.test(text)) return "emoji";
  if (isOtherLanguage(text)) return "otherLanguage";
  // one unit less: a cut never leaves half of a character
  if (text.length >= LONGEST_QUESTION - 1) return "cut";
  return text.length >= LONG_FROM ? "long" : "fine";
}

/** Mostly letters that are not Latin, or more foreign words than English ones. */
function isOtherLanguage(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length > 0 && latin.length * 2 < letters.length) return true;
  const words = text.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  const count = (fits: (word: string) => boolean): number => words.filter(fits).length;
  const foreign =
    count((word) => FOREIGN.has(word)) + ACCENT * count((word) => /[à-öø-ÿāăąćčđęěğıłńőřśşšťůűźżž]/.test(word));
  return foreign >= 1 && foreign > count((word) => ENGLISH.has(word));
}
