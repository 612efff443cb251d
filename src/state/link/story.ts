/**
 * The story in a link: version 4 is version 3 with it at the end. A story's name alone, "#switch", opens its first
 * screen.
 */
import { isStoryName, type RungRef, type StoryPlace } from "../../core/experiment";
import { lettersOf, valueIn } from "./fragment";
import { list, longText, nameText, wholeNumber } from "./values";

/** The number of a link that tells another story than the bare address does. */
export const STORY_VERSION = 4;
/** Where its story stands. */
export const STORY_AT = 12;
export const MOST_RUNGS = 64;
const MOST_DESKS = 100_000;

/** A rung of the story is its id, one of the reader's own a list with its sentence. */
export function storyToWire({ id, desk, rung, rungs }: StoryPlace): unknown[] {
  return [id, desk, rung, rungs?.map((one) => ("id" in one ? one.id : [one.says])) ?? 0];
}

/** Throws a Failure of kind "link". */
export function storyFromWire(wire: unknown): StoryPlace {
  const [id, desk, rung, rungs] = list(wire, 4);
  return {
    id: nameText(id),
    desk: wholeNumber(desk, 0, MOST_DESKS),
    rung: wholeNumber(rung, 0, MOST_RUNGS - 1),
    rungs: rungs === 0 ? null : list(rungs, null, MOST_RUNGS).map(rungFromWire),
  };
}

function rungFromWire(wire: unknown): RungRef {
  return typeof wire === "string" ? { id: nameText(wire) } : { says: longText(list(wire, 1)[0]) };
}

/** The story whose name is all that a fragment holds; null: none. */
export function storyNamed(fragment: string): string | null {
  const text = lettersOf(fragment);
  return isStoryName(text) ? text : null;
}

/** The story that a fragment asks for, by its name alone or in a link; null: the bare address's, or none is read. */
export function storyAsked(fragment: string): string | null {
  const named = storyNamed(fragment);
  if (named !== null) return named;
  const text = lettersOf(fragment);
  if (!text.startsWith(String(STORY_VERSION))) return null;
  const wire = valueIn(text.slice(1));
  const place: unknown = Array.isArray(wire) ? wire[STORY_AT] : null;
  return Array.isArray(place) && typeof place[0] === "string" ? place[0] : null;
}
