/**
 * A picture's numbers as a JSON file: the table as computed, whose numbers they are, and the link that shows the
 * picture again. One writer and one reader; the reader trusts nothing.
 */
import type { Source, Subject, SubjectModel } from "../../core/pictures/subject";
import { type Column, type ColumnKind, type Table, type TableCell, tableToJson } from "../../core/pictures/table";
import { JsonReader } from "../files/jsonReader";

/** What a file says of whose numbers it holds; another page's word, so it makes no picture of this one. */
export type SavedSubject = Pick<Subject, "models" | "source" | "settings">;

export interface SavedPicture {
  /** As in the page's table of pictures; another page's may be unknown here. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly subject: SavedSubject;
  /** Version of the page that wrote it. */
  readonly page: string;
  readonly link: string;
  readonly table: Table;
}

const FORMAT = "unmask-picture";
const VERSION = 1;
const KINDS: readonly ColumnKind[] = ["text", "number", "share", "rate"];
const SOURCES: readonly Source[] = ["live", "recorded", "brought", "example"];

export function writePicture({ table, ...picture }: SavedPicture): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...picture, table: tableToJson(table) }, null, 1);
}

/** Throws a Failure of kind "file" that names the field at fault. */
export function readPicture(json: unknown): SavedPicture {
  const read = new JsonReader("This file", "Save the picture anew from Unmask.");
  const root = read.object(json, "the file");
  if (root["format"] !== FORMAT) throw read.wrong("format", `is not “${FORMAT}”`);
  if (root["version"] !== VERSION) throw read.wrong("version", `is not ${VERSION}`);
  const table = read.object(root["table"], "table");
  const columns = read.list(table["columns"], "table.columns", (column, at) => columnOf(read, column, at), 5000);
  return {
    id: read.name(root["id"], "id"),
    title: read.name(root["title"], "title"),
    caption: read.text(root["caption"], "caption"),
    subject: subjectOf(read, root["subject"]),
    page: read.text(root["page"], "page", 80),
    link: read.text(root["link"], "link", 100_000),
    table: {
      columns,
      rows: read.list(table["rows"], "table.rows", (row, at) =>
        read.list(row, at, (cell, where) => cellOf(read, cell, where), columns.length),
      ),
    },
  };
}

function columnOf(read: JsonReader, json: unknown, at: string): Column {
  const column = read.object(json, at);
  return {
    title: read.text(column["title"], `${at}.title`),
    kind: read.oneOf(column["kind"], `${at}.kind`, KINDS),
    unit: read.optional(column["unit"], (unit) => read.text(unit, `${at}.unit`, 200)),
  };
}

function cellOf(read: JsonReader, json: unknown, at: string): TableCell {
  if (json === null || json === undefined) return null;
  if (typeof json === "string") return read.text(json, at);
  if (typeof json === "number") return read.number(json, at, -Number.MAX_VALUE, Number.MAX_VALUE);
  return read.rate(json, at);
}

function subjectOf(read: JsonReader, json: unknown): SavedSubject {
  const subject = read.object(json, "subject");
  return {
    models: read.list(subject["models"], "subject.models", (model, at) => modelOf(read, model, at), 200),
    source: read.oneOf(subject["source"], "subject.source", SOURCES),
    settings: read.list(
      subject["settings"],
      "subject.settings",
      (pair, at) => {
        const [name, value] = read.list(pair, at, (text, where) => read.text(text, where), 2);
        if (name === undefined || value === undefined) throw read.wrong(at, "is not a name and a value");
        return [name, value] as const;
      },
      100,
    ),
  };
}

function modelOf(read: JsonReader, json: unknown, at: string): SubjectModel {
  const model = read.object(json, at);
  return {
    id: read.name(model["id"], `${at}.id`),
    title: read.name(model["title"], `${at}.title`),
    done: read.list(model["done"], `${at}.done`, (text, where) => read.text(text, where), 64),
    sha256: read.optional(model["sha256"], (hash) => read.text(hash, `${at}.sha256`, 64)),
  };
}
