/**
 * A dictionary that did not arrive is fetched anew: after a failure, and after whoever waited gave up.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Failure } from "../../../src/core/failure";
import { makeShelf } from "../../../src/runtime/files/shelf";
import { INTERVENTION_OFFERS } from "../interventionOffers";
import { INTERVENTIONS } from "../localModels";

const { id } = INTERVENTION_OFFERS.dictionaries[0]!;

/** The first attempt ends as told, all later ones arrive. */
function shelfWhose(first: () => Promise<Uint8Array>) {
  let attempts = 0;
  const seen = new Set<string>();
  const shelf = makeShelf(INTERVENTION_OFFERS, async ({ path }) => {
    if (!seen.has(path)) {
      seen.add(path);
      attempts = Math.max(attempts, 1);
      return first();
    }
    attempts = 2;
    return new Uint8Array(readFileSync(join(INTERVENTIONS, path)));
  });
  return { shelf, attempts: () => attempts };
}

it("after it failed", async () => {
  const { shelf, attempts } = shelfWhose(() => Promise.reject(new Failure("network", "No answer came.")));
  await expect(shelf.dictionary(id)).rejects.toThrow("No answer came.");
  await expect(shelf.dictionary(id)).resolves.toMatchObject({ dictionary: { hook: expect.any(String) } });
  expect(attempts()).toBe(2);
});

it("after it was cancelled while nothing arrived", async () => {
  const { shelf, attempts } = shelfWhose(() => new Promise(() => undefined));
  const controller = new AbortController();
  const waiting = shelf.dictionary(id, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ kind: "cancelled" });
  await expect(shelf.dictionary(id, new AbortController().signal)).resolves.toBeDefined();
  expect(attempts()).toBe(2);
});

it("but not once it is here", async () => {
  const { shelf } = shelfWhose(() => Promise.reject(new Failure("network", "No answer came.")));
  await shelf.dictionary(id).catch(() => undefined);
  const controller = new AbortController();
  const found = await shelf.dictionary(id, controller.signal);
  controller.abort();
  expect(await shelf.dictionary(id)).toBe(found);
});
