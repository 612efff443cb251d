/**
 * A new picture: one row in the table. From there on the compiler asks for its component and its example, and a figure
 * takes its id; the lines below that expect an error are checked by the compiler.
 */
import type { ComponentType } from "react";
import { describe, expect, it } from "vitest";
import { differsExamples } from "../../src/views/chapters/differs/examples";
import { DIFFERS_PICTURES } from "../../src/views/chapters/differs/pictures";
import { fileName } from "../../src/views/charts/frame/exports";
import type { Picture } from "../../src/views/charts/frame/picture";
import { PICTURE_IDS, type PictureEntry, PICTURES, type PicturesOf } from "../../src/views/pictures";

const WITH_ONE_MORE = {
  ...PICTURES,
  planted: { chapter: "differs", mark: "A mark.", look: "A look.", beware: "A doubt." },
} as const satisfies Readonly<Record<string, PictureEntry>>;

type Planted = PicturesOf<"differs", typeof WITH_ONE_MORE>;
type Components = Readonly<Record<Planted, ComponentType>>;
type Examples = Readonly<Record<Planted, () => Picture>>;

describe("a picture with a row in the table", () => {
  it("compiles with its component and its example, and with neither of them forgotten", () => {
    const component = { ...DIFFERS_PICTURES, planted: () => null } satisfies Components;
    const example = { ...differsExamples, planted: differsExamples.words } satisfies Examples;
    expect([component.planted(), example.planted().id]).toEqual([null, "words"]);
    // @ts-expect-error a picture without a component
    const noComponent: Components = DIFFERS_PICTURES;
    // @ts-expect-error a picture without an example
    const noExample: Examples = differsExamples;
    expect(["planted" in noComponent, "planted" in noExample]).toEqual([false, false]);
  });

  it("does not compile in a chapter that does not exist, or without a word on how to read it", () => {
    const rows = {
      // @ts-expect-error there is no such chapter
      elsewhere: { chapter: "attic", mark: "", look: "", beware: "" },
      // @ts-expect-error it is not said how to read it
      silent: { chapter: "differs", mark: "" },
    } satisfies Readonly<Record<string, PictureEntry>>;
    expect(Object.keys(rows)).toHaveLength(2);
  });

  it("is the only picture that a figure takes: another id does not compile", () => {
    const picture: Picture = differsExamples.words();
    // @ts-expect-error a picture of no row
    const stranger: Picture = { ...picture, id: "stranger" };
    expect(fileName(stranger)).not.toBe(fileName(picture));
    expect(PICTURE_IDS).not.toContain(stranger.id);
  });
});
