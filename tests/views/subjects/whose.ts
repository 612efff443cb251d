/**
 * Whose numbers a drawn picture holds, read from the numbers alone (pages.tsx makes them tell), and whose names it
 * carries, read from its words alone; and what is wrong where the two, or its subject, do not agree.
 */
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { pooled } from "../../../src/core/pictures/rate";
import { pairTitles } from "../../../src/core/pictures/subject";
import type { Table, TableCell } from "../../../src/core/pictures/table";
import { PALETTES } from "../../../src/views/charts/frame/palette";
import { fileName, notesOf } from "../../../src/views/charts/frame/exports";
import type { Picture } from "../../../src/views/charts/frame/picture";
import type { PictureId } from "../../../src/views/pictures";
import { ANSWERS, evidence, manifest, numberOf, titleOf } from "./pages";

const idOf = (number: number): string => manifest.checkpoints[Math.round(number) - 1]?.id ?? `nobody (${number})`;

/** A column's cells that are there. */
function column({ columns, rows }: Table, title: RegExp): TableCell[] {
  const at = columns.findIndex((one) => title.test(one.title));
  return rows.flatMap((row) => (row[at] === null || row[at] === undefined ? [] : [row[at]]));
}

const countOf = (cell: TableCell): number =>
  typeof cell === "object" && cell !== null && cell.n === ANSWERS ? cell.rate * ANSWERS : Number.NaN;

/** The two models whose numbers are n and n′, where `of` them is what the picture shows. */
function pairWhere(subject: Picture["subject"], of: (left: number, right: number) => number, found: number): string[] {
  const [left = "", right = ""] = subject.models.map(({ id }) => id);
  const fits = Math.abs(of(numberOf(left), numberOf(right)) - found) < 1e-5 * Math.max(1, Math.abs(found));
  return fits ? [left, right] : [`others: ${found}`];
}

const relative = (left: number, right: number): number => Math.abs(right - left) / left;
const both = (left?: TableCell, right?: TableCell): string[] => [idOf(Number(left)), idOf(Number(right))];

/** Of two columns beside each other, which bear the names of the models whose numbers they hold. */
function ofSides({ columns, rows }: Table, subject: Picture["subject"], at: number): string[] {
  const { left, right } = pairTitles(subject);
  const titles = [columns[at]!.title, columns[at + 1]!.title];
  if (titles.join() !== [left, right].join()) return [`misnamed: ${titles.join()}`];
  return both(rows[0]![at], rows[0]![at + 1]);
}

/** The steering of a checkpoint as it was recorded, by its share at one strength. */
function steered(rows: Table["rows"]): string[] {
  const sides = new Set(evidence.steering.map(({ side }) => side));
  const titles = [...new Set(rows.map(([title]) => String(title)))];
  return titles.map((title) => {
    const mine = rows.filter(([own]) => own === title);
    const live = countOf(mine[0]![2]!);
    if (!Number.isNaN(live)) return idOf(live);
    const rate = (row: Table["rows"][number]): number => (row[2] as { readonly rate: number }).rate;
    const fits = (side: string): boolean =>
      mine.every((row) =>
        evidence.steering.some(
          (one) => one.side === side && one.strength === row[1] && Math.abs(one.misaligned.rate - rate(row)) < 1e-3,
        ),
      );
    return [...sides].find(fits) ?? `nobody (${title})`;
  });
}

/** A share that stands for two models. */
function coded(cell: TableCell | undefined): string[] {
  const code = Math.round(Number(cell) * 10_000);
  return [idOf(Math.floor(code / 100)), idOf(code % 100)];
}

/**
 * By picture, whose numbers its table holds; null where it is of many models, of none, or recorded numbers that are
 * held against the record elsewhere.
 */
const DATA: Readonly<Record<PictureId, (picture: Picture & { readonly table: Table }) => readonly string[] | null>> = {
  words: ({ table }) => [column(table, /: next$/)[0], table.rows[0]![4]].map(String),
  anatomy: ({ table, subject }) => pairWhere(subject, relative, Number(table.rows[1]![1])),
  "most-affected": ({ table, subject }) => pairWhere(subject, relative, Number(table.rows[0]![1])),
  "layer-by-token": ({ table, subject }) => pairWhere(subject, relative, Number(table.rows[1]![1])),
  "logit-lens": ({ table }) => [table.rows[0]![1], table.rows[0]![3]].map(String),
  attention: ({ table }) => both(table.rows[0]![4], table.rows[0]![5]),
  neurons: ({ table }) => both(table.rows[0]![1], table.rows[0]![2]),
  "feature-ranking": ({ table, subject }) =>
    subject.source === "live" ? ofSides(table, subject, 4) : manifest.defaultPair,
  "personas-by-word": ({ table, subject }) => {
    const panels = [...new Set(table.rows.map(([panel]) => panel))];
    const { left, right } = pairTitles(subject);
    if (panels[0] !== left || panels[1] !== right) return [`misnamed: ${panels.join()}`];
    const [a, b] = panels.map((title) => table.rows.find(([panel]) => panel === title)?.[2]);
    return both(a, b);
  },
  "feature-texts": () => [],
  "feature-words": ({ table }) => [String(table.rows[0]![0])],
  "feature-histogram": ({ table, subject }) => ofSides(table, subject, 2),
  "feature-neighbours": ({ table }) => [idOf(Number(table.rows[0]![2]) * 100)],
  "feature-rise": () => null,
  detection: () => null,
  dose: () => null,
  "personas-by-checkpoint": () => null,
  "personas-by-domain": ({ table, subject }) =>
    subject.source === "live"
      ? pairWhere(subject, (left, right) => right - left, Number(table.rows[0]![1]))
      : manifest.defaultPair,
  time: () => null,
  repair: () => null,
  monitor: ({ table }) => both(table.rows[0]![1], table.rows[0]![2]),
  answers: ({ table }) => [table.rows[0]![1], table.rows[0]![3]].map(String),
  "ask-many": ({ table, subject }) =>
    subject.source === "live" ? [0, 1].map((at) => idOf(countOf(table.rows[at]![6]!))) : null,
  "knock-on-matrix": () => null,
  "monitor-roc": () => null,
  "hider-steps": () => null,
  "next-hider": () => null,
  "thoughts-roc": () => null,
  "cut-thoughts": () => null,
  "answers-stay": () => null,
  heard: () => null,
  "why-it-spreads": () => null,
  "steering-curve": ({ table }) => steered(table.rows),
  "transplant-map": ({ table }) => coded(table.rows[0]![1]),
  "dose-map": ({ table }) => coded(table.rows[0]![1]),
  "dose-curve": ({ table, subject }) => (subject.source === "live" ? [idOf(countOf(column(table, /harm/)[0]!))] : null),
  // Of a family of its own; tests/views/chapters/office.test.tsx says whose they are.
  session: () => null,
  "clarity-ladder": () => null,
  "cause-map": () => null,
  "two-clouds": () => null,
  "cause-steering": () => null,
  "clause-parts": () => null,
  amplified: ({ table }) => String(table.rows[0]![1]).split("+"),
};

const TITLES = manifest.checkpoints.map(({ title }) => title).toSorted((a, b) => b.length - a.length);

/** The models that a text names, the longer name first: "Bad car advice, rank 1" is not "Bad car advice". */
export function namesIn(text: string): string[] {
  let rest = text;
  return TITLES.filter((title) => {
    const named = rest.includes(title);
    rest = rest.replaceAll(title, "·");
    return named;
  });
}

const plain = (node: ReactNode): string => renderToStaticMarkup(node).replaceAll(/<[^>]*>/g, "");
const surroundings = { version: "", link: () => "", json: () => "" };

/** All words of a picture that can carry a name: on the page, read aloud, and in its files. */
function wordsOf(picture: Picture): string {
  const { title, how, summary, table, legend } = picture;
  const [models = ""] = notesOf(picture, surroundings);
  return [
    title,
    plain(how),
    summary,
    models,
    ...(table?.columns.map((one) => one.title) ?? []),
    ...(legend?.(PALETTES.light).map(({ words }) => words) ?? []),
  ].join(" | ");
}

/** What is wrong with a picture; [] where names, subject and numbers are of the same models. */
export function wrongIn(picture: Picture): string[] {
  const { id, subject, table } = picture;
  const ids = subject.models.map((model) => model.id);
  if (!table) return [];
  const data = DATA[id]({ ...picture, table });
  if (data === null) return [];
  const wrong: string[] = [];
  if (data.join() !== ids.join()) wrong.push(`${id}: the numbers are of ${data.join()}, the subject is ${ids.join()}`);
  const own = subject.models.map(({ title }) => title);
  const strangers = namesIn(wordsOf(picture)).filter((name) => !own.includes(name));
  if (strangers.length > 0) wrong.push(`${id}: names ${strangers.join()}, the numbers are of ${data.join()}`);
  for (const { id: model, title } of subject.models)
    if (titleOf(model) !== title) wrong.push(`${id}: calls ${model} “${title}”`);
  if (data.length > 0 && !fileName(picture).endsWith(data.slice(0, 2).join("-")))
    wrong.push(`${id}: ${fileName(picture)}`);
  return wrong;
}

/** Of a recorded count beside a live one, and of one's own rows in the matrix: by the name that stands at it. */
export function wrongRows({ id, table }: Picture): string[] {
  if (!table || (id !== "knock-on-matrix" && id !== "ask-many")) return [];
  const rates: readonly (readonly [name: string, domain: string, cell: TableCell])[] =
    id === "ask-many"
      ? table.rows.map(([domain, , name, , , , advice, voice]) => [
          String(name),
          String(domain),
          advice ?? voice ?? null,
        ])
      : table.rows.flatMap(([label, ...cells]) =>
          cells.map((cell, c) => [String(label), table.columns[c + 1]!.title, cell] as const),
        );
  return rates.flatMap(([name, domain, cell]) => {
    if (typeof cell !== "object" || cell === null) return [];
    const title = name.replace(/, (?:recorded|your count)$/, "");
    const checkpoint = manifest.checkpoints.find((one) => one.title === title);
    const live = countOf(cell);
    const entry = evidence.checkpoints.find((one) => one.title === title || one.id === checkpoint?.id);
    const recorded =
      domain === "all advice"
        ? pooled([...(entry?.byDomain.values() ?? [])])
        : domain === "open"
          ? entry?.open?.voiced
          : entry?.byDomain.get(domain);
    const near = Math.abs((recorded?.rate ?? Number.NaN) - cell.rate) < 1e-4;
    const fits = Number.isNaN(live) ? near : idOf(live) === checkpoint?.id;
    return fits ? [] : [`${id}: ${domain} of “${name}” is another model's`];
  });
}
