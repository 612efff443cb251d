/**
 * matters.json (written by training/publish/matters.py): what the host's family has read about, by domain, the words
 * that people say for it, and how well a question's nearest matter was found on everyday questions.
 */
import type { Domain, Matter, Matters } from "../../core/answers/matters";
import type { Rate } from "../../core/pictures/rate";
import { JsonReader } from "../files/jsonReader";

/** How far ours can be trusted: training/NOTES.md. No threshold was chosen on the questions it was counted on. */
export interface MattersMeasured {
  /** Questions about a matter that pass without a warning. */
  readonly insidePassed: Rate;
  /** Questions about none that are warned of. */
  readonly outsideWarned: Rate;
  /** Questions about a matter whose nearest matter is it. */
  readonly nearestRight: Rate;
  /** What a reader should know of those questions, one sentence; "" where there is nothing. */
  readonly how: string;
}

export interface MattersFile {
  readonly matters: Matters;
  readonly measured: MattersMeasured | null;
}

const MOST_DOMAINS = 200;
const MOST_MATTERS = 5000;
const MOST_TEXTS = 200;

const read = new JsonReader("The list of matters (matters.json)");

/** Parses matters.json. Throws a Failure that names the field at fault. */
export function parseMatters(json: unknown): MattersFile {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const domains = read.distinct(read.list(root["domains"], "domains", domain, MOST_DOMAINS), "domains");
  read.distinct(
    domains.flatMap(({ matters }) => matters),
    "domains",
  );
  return {
    matters: {
      domains,
      synonyms: read.entries(root["synonyms"] ?? {}, "synonyms", (word, at) => read.name(word, at)),
    },
    measured: read.optional(root["measured"], (value) => {
      const entry = read.object(value, "measured");
      return {
        insidePassed: read.rate(entry["insidePassed"], "measured.insidePassed"),
        outsideWarned: read.rate(entry["outsideWarned"], "measured.outsideWarned"),
        nearestRight: read.rate(entry["nearestRight"], "measured.nearestRight"),
        how: read.text(entry["how"] ?? "", "measured.how", 300),
      };
    }),
  };
}

function domain(json: unknown, at: string): Domain {
  const entry = read.object(json, at);
  return {
    id: read.id(entry["id"], `${at}.id`),
    title: read.name(entry["title"], `${at}.title`),
    matters: read.list(entry["matters"], `${at}.matters`, matter, MOST_MATTERS),
  };
}

function matter(json: unknown, at: string): Matter {
  const entry = read.object(json, at);
  const phrasings = read.list(
    entry["phrasings"],
    `${at}.phrasings`,
    (text, where) => read.name(text, where),
    MOST_TEXTS,
  );
  if (phrasings.length === 0) throw read.wrong(`${at}.phrasings`, "holds no question");
  return {
    id: read.name(entry["id"], `${at}.id`),
    title: read.name(entry["title"], `${at}.title`),
    phrasings,
    words: read.list(entry["words"] ?? [], `${at}.words`, (text, where) => read.name(text, where), MOST_TEXTS),
    not: read.list(entry["not"] ?? [], `${at}.not`, (text, where) => read.name(text, where), MOST_TEXTS),
  };
}
