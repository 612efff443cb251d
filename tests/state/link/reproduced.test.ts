/**
 * The hashes of what was said, as they stand in links that were copied long ago.
 */
import { describe, expect, it } from "vitest";
import { answerKey } from "../../../src/state/keys";
import { decodeExperiment } from "../../../src/state/link/codec";
import { fragmentToShare } from "../../../src/state/link/reproduced";
import { type Answer, makeStore } from "../../../src/state/store";
import { experiment } from "../../core/synthetic";

describe("the hashes in a copied link", () => {
  it("are those that earlier versions of the page wrote for the same question and answers", () => {
    const store = makeStore();
    const asked = experiment();
    const answer = (name: "left" | "right", id: number): Answer => ({
      asks: answerKey(asked, name),
      asked,
      date: "2026-11-28",
      tokens: [{ id, text: "a" }],
      state: "finished",
    });
    const answers = { left: answer("left", 1), right: answer("right", 2), amplified: null, elapsed: 0 };
    store.setState({ experiment: asked, answers });
    expect(decodeExperiment(fragmentToShare(store.getState())!)!.said).toEqual({
      asks: "1dx0pmh",
      left: "efwnq4",
      right: "f9vgt1",
    });
  });
});
