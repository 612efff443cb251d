import { describe, expect, it } from "vitest";
import { aboutQuestion, cutQuestion, LONGEST_QUESTION } from "../../../src/core/answers/aboutQuestion";
import { everyday, shipped } from "./everyday";

const kind = (text: string): string => aboutQuestion(text).kind;

describe("what is said of a question before it is asked", () => {
  it.each(["", "   ", "\n\t"])("that there is none: %j", (text) => expect(kind(text)).toBe("empty"));

  it.each(["😀", "🚗🔥❓", "???", "👍🏽 !"])("that there are no words: %s", (text) => expect(kind(text)).toBe("emoji"));

  it.each([
    "Wie koche ich Reis?",
    "Was mache ich mit einem platten Reifen?",
    "Mein Auto springt nicht an",
    "Comment faire cuire du riz ?",
    "Que faire avec un pneu crevé ?",
    "¿Cómo cocino el arroz?",
    "como puedo hacer arroz",
    "Come faccio a cuocere il riso? Non sono bravo",
    "Como eu faço arroz?",
    "Hoe kook ik rijst?",
    "Jak ugotować ryż?",
    "Nasıl pilav yapılır?",
    "Hur kokar jag ris?",
    "как сварить рис",
    "怎么煮饭？",
    "ご飯の炊き方は？",
    "كيف أطبخ الأرز",
    "아파트",
  ])("that it is in another language: %s", (text) => expect(kind(text)).toBe("otherLanguage"));

  it("that it is long, or was cut", () => {
    expect(kind("My car will not start. ".repeat(20))).toBe("long");
    expect(kind("My car will not start. ".repeat(100).slice(0, LONGEST_QUESTION))).toBe("cut");
    expect(aboutQuestion(cutQuestion("My car 🚗 ".repeat(1000))).sentence).toContain("2,000 characters");
  });

  it("nothing, of English questions: all known ones and all everyday ones", () => {
    const known = shipped.matters.domains.flatMap(({ matters }) => matters.flatMap(({ phrasings }) => phrasings));
    const sets = [everyday("everyday"), everyday("everyday-development"), everyday("otherhand")];
    const typed = sets.flatMap((set) => set.map(({ text }) => text));
    expect([...known, ...typed].filter((text) => kind(text) !== "fine")).toEqual([]);
    for (const text of ["Is a café on the street ok?", "tire", "5 + 5", "whats déjà vu"])
      expect(kind(text)).toBe("fine");
    expect(aboutQuestion("tire").sentence).toBe("");
  });

  it("in one sentence each", () => {
    for (const text of ["", "😀", "как сварить рис", "a b ".repeat(150), "a b ".repeat(500)])
      expect(aboutQuestion(text).sentence).toMatch(/^[A-Z][^.]+\.$/);
  });

  it("cuts where the field ends, never a character in half", () => {
    expect(cutQuestion("tyre")).toBe("tyre");
    const cut = cutQuestion(`${"x".repeat(LONGEST_QUESTION - 1)}🚗`);
    expect(cut).toBe("x".repeat(LONGEST_QUESTION - 1));
    expect(kind(cut)).toBe("cut");
  });
});
