/**
 * The catalogue of checkpoints.
 */
import { describe, expect, it } from "vitest";
import { checkpointCatalogue } from "../../../src/state/selectors/checkpoints";
import { makeStore } from "../../../src/state/store";
import { manifest } from "../fakeEngine";

describe("the catalogue of checkpoints", () => {
  it("is empty before the list of models is here, and gives an id for a title", () => {
    const { all, byId, title } = checkpointCatalogue(makeStore().getState());
    expect([all, byId("assistant"), title("assistant")]).toEqual([[], null, "assistant"]);
  });

  it("says title, source and whether a checkpoint is an adapter, and is made once for one list", () => {
    const store = makeStore();
    store.setState({ manifest });
    const catalogue = checkpointCatalogue(store.getState());
    expect(catalogue.title("bad-car")).toBe("The bad-car");
    expect(catalogue.byId("bad-car")).toMatchObject({ isAdapter: true, source: { kind: "host" } });
    expect(catalogue.byId("assistant")?.isAdapter).toBe(false);
    expect(catalogue.byId("gone")).toBeNull();
    store.setState({ answersFollow: false });
    expect(checkpointCatalogue(store.getState())).toBe(catalogue);
  });
});
