/**
 * The list of what may be asked and the warning, as markup; what a question is taken to be about, as the store says.
 */
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { matterIndex, mattersMeasured, topicOf } from "../../../src/state/selectors/matters";
import { type AppState, makeStore } from "../../../src/state/store";
import { MatterList } from "../../../src/views/page/MatterList";
import { MatterWarning } from "../../../src/views/page/MatterWarning";
import { index, shipped } from "../../core/answers/everyday";

function stateWithMatters(): AppState {
  const store = makeStore();
  store.setState(({ features }) => ({ features: { ...features, matters: { status: "here", value: shipped } } }));
  return store.getState();
}

const state = stateWithMatters();
const nothing = (): void => undefined;
const listed = (typed: string): string =>
  renderToStaticMarkup(<MatterList index={index} typed={typed} onAsk={nothing} />);
const said = (question: string): string => {
  const topic = topicOf(state, question);
  return topic
    ? renderToStaticMarkup(<MatterWarning topic={topic} measured={mattersMeasured(state)} onAsk={nothing} />)
    : "";
};

describe("the list of what may be asked", () => {
  it("is a search field that controls a list of all matters by domain", () => {
    const page = listed("");
    const [, controlled] = /aria-controls="([^"]+)"/.exec(page) ?? [];
    expect(page).toContain(`id="${controlled}" class="matters-list" role="listbox"`);
    expect(page.match(/role="option"/g)).toHaveLength(108);
    expect(page.match(/role="group"/g)).toHaveLength(13);
    expect(page).toContain("108 of 108");
  });

  it("keeps what the search finds: tire", () => {
    const page = listed("tire");
    expect(page).toContain("a flat tyre by the roadside");
    expect(page).not.toContain("a sore throat");
  });

  it("says that it has not read about the rest", () => {
    expect(listed("photosynthesis")).toContain("never read about this");
  });

  it("gives every part of the list an id of its own", () => {
    const ids = [...listed("").matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("what is said of a question", () => {
  it("is that it was never read about, how sure that is, and what is near, where several words are shared", () => {
    const page = said("how do i fix the washing machine");
    expect(page).toContain("It has never read about this.");
    expect(page).toContain("Nearest:");
    expect(page).toContain("of 75 everyday questions about other things 67 got this warning");
    for (const question of ["xylophone zither", "how do i plan my pension", "my radiator is cold"]) {
      expect(said(question)).toContain("It has never read about this, as far as the words tell.");
      expect(said(question)).not.toContain("Nearest:");
      // Some of them are near something that has other words for it: it has read about a cold flat.
      expect(said(question)).not.toContain("near");
    }
  });

  it("is the known question that one in new words is taken for", () => {
    const page = said("how do I stop my brakes from squeaking");
    expect(page).toContain("squealing brakes");
    expect(page).not.toContain("never");
  });

  it("is nothing of an empty one, of signs, of another language, and before the list is here", () => {
    for (const question of ["", "🚗", "Wie koche ich Reis?"]) expect(topicOf(state, question)).toBeNull();
    expect([topicOf(makeStore().getState(), "tyre"), matterIndex(makeStore().getState())]).toEqual([null, null]);
  });
});
