import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pictureExamples } from "../../src/app/examples";
import { tableToJson } from "../../src/core/pictures/table";
import { readPicture, writePicture } from "../../src/model/recordings/picture";
import { csvOf, drawingsOf, fileName, notesOf, svgOf } from "../../src/views/charts/frame/exports";
import { Figure } from "../../src/views/charts/frame/Figure";
import { PALETTES, type Theme } from "../../src/views/charts/frame/palette";
import { LEAST_WIDTH } from "../../src/views/charts/frame/sheet";
import { escapeXml } from "../../src/views/charts/frame/svg";
import { PICTURE_IDS, PICTURES, type PictureId, pictureName } from "../../src/views/pictures";
import { overlaps, textBoxes } from "./svgTexts";
import { wellFormed } from "./xml";

const link = "https://example.org/#v=3";
const surroundings = { version: "1.2.3", link: () => link, json: () => "" };

const plain = (markup: string): string => markup.replaceAll(/<[^>]*>/g, "").replaceAll("&#x27;", "'");
const captionOf = (id: PictureId): string =>
  plain(renderToStaticMarkup(<>{pictureExamples[id]().how}</>)).replaceAll("&amp;", "&");

function fileOf(id: PictureId, theme: Theme = "light"): string {
  const given = { caption: captionOf(id), theme, font: "", surroundings };
  return svgOf(pictureExamples[id](), given, renderToStaticMarkup);
}

/** How many panels a picture has that has more than one. */
const PANELS: Partial<Record<PictureId, number>> = { words: 2, anatomy: 2, attention: 3 };

describe.each(PICTURE_IDS)("the picture %s", (id) => {
  const picture = pictureExamples[id]();

  it("is described under its own id, and says how it is read", () => {
    expect(picture.id).toBe(id);
    const { mark, look, beware } = PICTURES[id];
    for (const text of [picture.title, picture.summary, mark, look, beware]) expect(text.trim()).not.toBe("");
  });

  it("stands in the page's frame under its name, with its numbers in words", () => {
    const markup = renderToStaticMarkup(<Figure {...picture}>{null}</Figure>);
    expect(markup).toContain(`id="picture-${pictureName(id, picture.part)}"`);
    expect(markup).toContain(`data-picture="${id}"`);
    expect(wellFormed(markup)).toEqual([]);
    expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it("is saved as its snapshot shows", async () => {
    await expect(fileOf(id)).toMatchFileSnapshot(`__snapshots__/pictures/${id}.svg`);
  });

  it.each(["light", "dark"] as const)("is a whole %s file: title, caption, every panel, legend, notes", (theme) => {
    const svg = fileOf(id, theme);
    expect(wellFormed(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(svg).toContain(`<title>${escapeXml(picture.title)}</title>`);
    expect(svg).toContain(PALETTES[theme].paper);
    const drawings = drawingsOf(picture, theme, renderToStaticMarkup);
    expect(drawings).toHaveLength(PANELS[id] ?? drawings.length);
    expect(drawings.length).toBeGreaterThan(0);
    for (const { body } of drawings) expect(svg).toContain(body);
    const said = plain(svg).replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    const words = [...(picture.legend?.(PALETTES[theme]) ?? []).map((item) => item.words), captionOf(id)];
    const together = (text: string): string => text.replaceAll(/\s+/g, "");
    for (const text of [...words, ...notesOf(picture, surroundings)]) {
      expect(together(said)).toContain(together(text));
    }
    expect(said).toContain("made up");
    expect(said).toContain(link);
  });

  it("is large enough, with no text cut off and none over another", () => {
    const svg = fileOf(id);
    const [, pixels, width, height] = /width="(\d+)" height="\d+" viewBox="0 0 ([\d.]+) ([\d.]+)"/
      .exec(svg)!
      .map(Number);
    expect(pixels).toBeGreaterThanOrEqual(LEAST_WIDTH);
    const boxes = textBoxes(svg);
    const outside = boxes.filter(
      ({ left, right, top, bottom }) => left < 0 || top < 0 || right > width! || bottom > height!,
    );
    expect(outside).toEqual([]);
    expect(overlaps(boxes)).toEqual([]);
  });

  it("keeps each panel within its own box", () => {
    for (const { width, height, body } of drawingsOf(picture, "light", renderToStaticMarkup)) {
      const outside = textBoxes(`<svg>${body}</svg>`).filter(
        ({ left, right, top, bottom }) => left < -1 || top < -1 || right > width + 1 || bottom > height + 1,
      );
      expect(outside).toEqual([]);
    }
  });

  it("gives its numbers as CSV with units in the header, a line for each row", () => {
    const { table } = picture;
    const [header, ...lines] = csvOf(picture).trimEnd().split("\r\n");
    expect(lines).toHaveLength(table!.rows.length);
    expect(lines.length).toBeGreaterThan(0);
    for (const { kind, unit } of table!.columns) {
      if (kind === "number" && unit) expect(header).toContain(`(${unit})`);
      if (kind === "share") expect(header).toContain("(share)");
      if (kind === "rate") expect(header).toContain(`(n of ${unit})`);
    }
    expect(table!.columns.some(({ kind }) => kind !== "text")).toBe(true);
  });

  it("gives JSON that is read back", () => {
    const saved = {
      id: pictureName(id, picture.part),
      title: picture.title,
      caption: captionOf(id),
      subject: picture.subject,
      page: "1.2.3",
      link,
      table: tableToJson(picture.table!),
    };
    expect(readPicture(JSON.parse(writePicture(saved)))).toEqual(saved);
  });
});

describe("the pictures together", () => {
  it("are saved under names of their own", () => {
    const names = PICTURE_IDS.map((id) => fileName(pictureExamples[id]()));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^unmask-[A-Za-z0-9._-]+$/);
  });

  it("have no example that the table does not know", () => {
    expect(Object.keys(pictureExamples).toSorted()).toEqual([...PICTURE_IDS].toSorted());
  });
});
