/** The two models of a picture are named in its readings and its legend, and never by the side of the screen. */
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Subject } from "../../../src/core/pictures/subject";
import { ColourBar } from "../../../src/views/charts/frame/ColourBar";
import { PairNamesProvider, pairNamesOf, withPairNames } from "../../../src/views/charts/frame/pairNames";
import { PICTURES } from "../../../src/views/pictures";

const NO_CONDITIONS = {
  dictionary: null,
  questions: null,
  counts: null,
  sampling: null,
  seed: null,
  date: null,
  page: null,
  commit: null,
};
const model = (title: string) => ({ id: title, title, done: [], sha256: null });
const subjectOf = (...titles: string[]) => Subject.of(titles.map(model), "example", NO_CONDITIONS);

describe("the names of a picture's two models", () => {
  it("are their titles, and the first and the second where it is of more or of none", () => {
    expect(pairNamesOf(subjectOf("Ann", "Ben"))).toEqual({ left: "Ann", right: "Ben" });
    for (const subject of [Subject.nobody, subjectOf("Ann"), subjectOf("Ann", "Ben", "Cleo")])
      expect(pairNamesOf(subject)).toEqual({ left: "the first model", right: "the second model" });
  });

  it("stand in every reading in place of a side of the screen", () => {
    const readings = Object.values(PICTURES).flatMap(({ mark, look, beware }) => [mark, look, beware]);
    const named = readings.map((text) => withPairNames(text, { left: "Ann", right: "Ben" }));
    expect(named.filter((text) => text.includes("Ben")).length).toBeGreaterThan(4);
    expect(named.filter((text) => /[{}]|\b(?:on|in) the (?:left|right)\b|\b(?:left|right) model/.test(text))).toEqual(
      [],
    );
  });

  it("stand beside the ends of a signed scale", () => {
    const bar = <ColourBar scale="signed" extent={0.7} percent unit="of the difference" floor={null} />;
    const markup = renderToStaticMarkup(
      <PairNamesProvider value={{ left: "Ann", right: "Ben" }}>{bar}</PairNamesProvider>,
    );
    expect(markup.replaceAll(/<[^>]+>/g, "|")).toMatch(/−70 %.*70 %.*of the difference.*toward Ann.*toward Ben/);
  });
});
