/**
 * What of a picture leaves the page: SVG, PNG, CSV and JSON, all from its description. The light theme is used
 * whatever the page's is, unless the reader asks for the page's own; a screen's dark paper wastes ink.
 */
import { createContext, isValidElement, type ReactElement, useContext } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Failure } from "../../../core/failure";
import type { Subject } from "../../../core/pictures/subject";
import { tableToCsv } from "../../../core/pictures/table";
import { pictureName } from "../../pictures";
import { type Drawing, drawingsIn } from "./drawing";
import { PALETTES, type Theme } from "./palette";
import type { Picture } from "./picture";
import { sheetSvg } from "./sheet";
import { Paper } from "./theme";

/** What the page adds to every file: where it can be seen, and which page it was. */
export interface Surroundings {
  /** The link to the page as it stands, at the picture: "https://…#…". */
  link(picture: Picture): string;
  readonly version: string;
  /** The JSON file of a picture. */
  json(picture: Picture, caption: string): string;
}

const NOWHERE: Surroundings = { link: () => "", version: "", json: () => "" };
const Context = createContext(NOWHERE);

export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  return useContext(Context);
}

/** "unmask-anatomy-assistant-bad-car": what it is, and whose it is. */
export function fileName({ id, part, subject }: Picture): string {
  const models = subject.models.length <= 2 ? subject.models.map((model) => model.id) : [];
  return ["unmask", pictureName(id, part), ...models]
    .join("-")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, 120);
}

/** The lines below a saved picture: whose numbers, where they come from, how they were made, and where to see them. */
export function notesOf({ subject, ...picture }: Picture, { link, version }: Surroundings): string[] {
  const sides = subject.models.length === 2 ? ["Left: ", "Right: "] : subject.models.map(() => "");
  const models = subject.models.map(
    ({ title, id, done }, i) => `${sides[i]}${title} (${id})${done.length > 0 ? `, ${done.join(", ")}` : ""}`,
  );
  const settings = subject.settings.map(([name, value]) => `${name}: ${value}`);
  return [models.join(". "), settings.join(". "), SOURCES[subject.source], link({ subject, ...picture })]
    .map((line, i) => (i === 2 && version ? `${line} Unmask ${version}.` : line))
    .filter((line) => line !== "");
}

/** What is not computed cannot be saved, in no format. */
export function notComputed(): Failure {
  return new Failure("input", "This picture is not computed, so there is nothing to save.");
}

const SOURCES: Readonly<Record<Subject["source"], string>> = {
  live: "Computed on this device by the models themselves.",
  recorded: "Recorded when the models were made.",
  brought: "Counted on this device, of files that the reader brought; no model of this page made them.",
  example: "Example numbers: made up, measured on nothing.",
};

/** `render` turns a chart into markup. */
export function drawingsOf(
  picture: Picture,
  theme: Theme,
  render: (chart: ReactElement) => string,
): readonly Drawing[] {
  if (!picture.table) throw notComputed();
  const drawn = picture.draw(theme);
  return isValidElement(drawn)
    ? drawingsIn(render(<Paper value={theme}>{drawn}</Paper>))
    : (drawn as readonly Drawing[]);
}

export function svgOf(
  picture: Picture,
  given: {
    readonly caption: string;
    readonly theme: Theme;
    readonly font: string;
    readonly surroundings: Surroundings;
  },
  render: (chart: ReactElement) => string,
): string {
  const { caption, theme, font, surroundings } = given;
  const sheet = {
    title: picture.title,
    caption,
    drawings: drawingsOf(picture, theme, render),
    legend: picture.legend?.(PALETTES[theme]) ?? [],
    notes: notesOf(picture, surroundings),
    font,
  };
  return sheetSvg(sheet, theme);
}

/** A chart as markup, drawn apart from the page and taken down again. */
export function renderApart(chart: ReactElement): string {
  const place = document.createElement("div");
  const root = createRoot(place);
  flushSync(() => root.render(chart));
  const serializer = new XMLSerializer();
  const markup = [...place.querySelectorAll("svg[data-drawing]")]
    .map((svg) => serializer.serializeToString(svg))
    .join("");
  root.unmount();
  return markup;
}

/** CSV with its units in the header; a table that is not there cannot be saved. */
export function csvOf({ table }: Picture): string {
  if (!table) throw notComputed();
  return tableToCsv(table);
}
