/**
 * One value anywhere in any JSON file replaced by something odd, endless or hostile: the file is read, or refused in a
 * sentence of ours. The doors stand in two files, which are tried side by side.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEP, type Door, readsOrRefuses } from "./doors";
import { FUZZ } from "./fuzz";

const LONG = "x".repeat(5000);

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, 2 ** 31, 2 ** 53, "", "🎈", "__proto__", "(", "{{", "{%"),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    [null],
    [1e9],
    { toString: 1, valueOf: 1 },
    { type: "Sequence" },
    { type: "x" },
  ),
  fc.constantFrom<unknown>(DEEP, { a: DEEP }, { type: DEEP }, LONG, { [LONG]: 1 }, { [LONG]: { [LONG]: LONG } }, [
    LONG,
  ]),
  fc.jsonValue(),
);

type Change = "value" | "name" | "remove";
const change = fc.record({
  path: fc.array(fc.nat(50), { minLength: 1, maxLength: 7 }),
  kind: fc.constantFrom<Change>("value", "value", "name", "remove"),
  odd,
});

/** One value below replaced, removed, or put under another name. */
function changed(whole: unknown, path: readonly number[], kind: Change, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof whole !== "object" || whole === null) return replacement;
  const entries = Object.entries(whole);
  if (entries.length === 0) return replacement;
  const at = step % entries.length;
  const last = rest.length === 0;
  const result = entries.flatMap(([key, value], i): [string, unknown][] => {
    if (i !== at) return [[key, value]];
    if (last && kind === "remove") return [];
    if (last && kind === "name") return [[typeof replacement === "string" ? replacement : LONG, value]];
    return [[key, changed(value, rest, kind, replacement)]];
  });
  return Array.isArray(whole) ? result.map(([, value]) => value) : Object.fromEntries(result);
}

/** Tries every door with FUZZ.numRuns inputs. */
export function tryDoors(doors: readonly Door[]): void {
  describe.each(doors)("$name", ({ whole, read }) => {
    it("is read as it is", () => {
      expect(() => read(whole)).not.toThrow();
    });

    it("is read or refused whatever stands in place of one value", () => {
      fc.assert(
        fc.property(change, ({ path, kind, odd: value }) => {
          readsOrRefuses(() => read(changed(whole, path, kind, value)));
        }),
        FUZZ,
      );
    });

    it("is read or refused when it is something else entirely", () => {
      fc.assert(
        fc.property(odd, (value) => readsOrRefuses(() => read(value))),
        { ...FUZZ, numRuns: FUZZ.numRuns / 10 },
      );
    });
  });
}
