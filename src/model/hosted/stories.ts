/**
 * stories.json beside the models: which stories the host tells, the first of them at the bare address, and where each
 * one's list of models is. A story whose list is not there is not listed.
 */
import { isStoryName } from "../../core/experiment";
import { JsonReader } from "../files/jsonReader";
import { addressIn } from "./fileEntry";

export interface StoryEntry {
  /** Its name in an address: "switch". */
  readonly id: string;
  readonly title: string;
  /** Address of its list of models, relative to this file; its files stand beside that list. */
  readonly index: string;
}

const read = new JsonReader("The list of stories (stories.json)");
const MOST_STORIES = 20;
const ANY_FOLDER = "https://host.invalid/models/";

/** Throws a Failure that names the field at fault. */
export function parseStories(json: unknown): readonly StoryEntry[] {
  const root = read.object(json, "the list of stories");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const stories = read.list(root["stories"], "stories", story, MOST_STORIES);
  return read.distinct(stories, "stories");
}

function story(json: unknown, at: string): StoryEntry {
  const entry = read.object(json, at);
  const index = read.name(entry["index"], `${at}.index`);
  if (addressIn(ANY_FOLDER, index) === null) throw read.wrong(`${at}.index`, "leaves the models folder");
  const id = read.id(entry["id"], `${at}.id`);
  if (!isStoryName(id)) throw read.wrong(`${at}.id`, "is not a name of lower-case letters and dashes");
  return { id, title: read.name(entry["title"], `${at}.title`), index };
}
