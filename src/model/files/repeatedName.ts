/**
 * Finds a name that stands twice in one JSON object. JSON.parse keeps the last and says nothing, so a file could show
 * one reader one tensor and another reader another.
 */
import { decodeLoosely } from "./text";

/** The first name given twice in one object at any depth, of bytes that are known to be valid JSON; null for none. */
export function repeatedName(bytes: Uint8Array): string | null {
  const text = decodeLoosely(bytes);
  /** For each object or list that is open here, its names so far. */
  const open: Set<string>[] = [];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === "{" || letter === "[") open.push(new Set());
    else if (letter === "}" || letter === "]") open.pop();
    if (letter !== '"') continue;
    const from = i;
    for (i++; text[i] !== '"'; i++) if (text[i] === "\\") i++;
    const to = i + 1;
    while (" \t\n\r".includes(text[i + 1] ?? "end")) i++;
    if (text[i + 1] !== ":") continue;
    const name = String(JSON.parse(text.slice(from, to)));
    if (open.at(-1)?.has(name)) return name;
    open.at(-1)?.add(name);
  }
  return null;
}
