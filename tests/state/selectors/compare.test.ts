import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../src/core/compare/findings";
import { tableOfGrids, tableToCsv } from "../../../src/core/pictures/table";
import { meanOver } from "../../../src/core/compare/summary";
import { hook } from "../../../src/core/hooks";
import { attentionGrids } from "../../../src/core/compare/attentionGrids";
import { comparisonToJson } from "../../../src/model/recordings/comparison";
import {
  anatomyOf,
  columnTicks,
  columnToken,
  componentGrid,
  focusColumn,
  METRIC_TEXTS,
  partingOf,
  rankingOf,
  residualGrid,
} from "../../../src/state/selectors/compare";
import { capture, comparison, experiment, generator, randomTensor, SHAPE } from "../../core/synthetic";

const left = capture({ seed: 1, ids: [1, 2, 3, 4, 5], answerFrom: 3 });
const right = capture({ seed: 2, ids: [1, 2, 9, 3, 4, 5], answerFrom: 4 });
const compared = comparison(left, right);
const direction = randomTensor([SHAPE.dModel], generator(3));
const contrast = { tokens: { plus: "a", minus: "b" }, directions: { left: direction, right: direction } };
const findings = findingsOf(compared, contrast, [capture({ seed: 1, ids: [1, 2, 3, 4, 5] })]);
const bare = findingsOf(compared, null, []);

describe("a selector", () => {
  const view = { metric: "l2", span: "mean", column: 2 } as const;

  it("gives the same object for the same findings and an equal view", () => {
    expect(anatomyOf(findings, { ...view })).toBe(anatomyOf(findings, { ...view }));
    expect(residualGrid(findings, { metric: "l2" })).toBe(residualGrid(findings, { metric: "l2" }));
    expect(columnTicks(findings, null)).toBe(columnTicks(findings, null));
  });

  it("gives another for another view or other findings", () => {
    expect(anatomyOf(findings, { ...view, metric: "cosine" })).not.toBe(anatomyOf(findings, view));
    expect(anatomyOf(bare, view)).not.toBe(anatomyOf(findings, view));
  });

  it("keeps its answer while another panel asks for another view", () => {
    const mine = anatomyOf(findings, view);
    anatomyOf(findings, { ...view, metric: "relativeL2" });
    expect(anatomyOf(findings, view)).toBe(mine);
  });
});

describe("the column in focus", () => {
  it("is the chosen one where it exists", () => {
    expect(focusColumn(findings, 0)).toBe(0);
    expect(focusColumn(findings, 5)).toBe(5);
  });

  it("is the last token of the left's prompt when none is chosen, or one that does not exist", () => {
    // Left position 2 stands in column 3, since the right has a token more before it.
    expect(focusColumn(findings, null)).toBe(3);
    expect(focusColumn(findings, 6)).toBe(3);
    expect(focusColumn(findings, -1)).toBe(3);
  });

  it("has the left's token, or the right's where the left has none", () => {
    expect(columnToken(findings, 2)?.text).toBe("w9");
    expect(columnToken(findings, 3)?.text).toBe("w3");
    expect(columnToken(findings, 99)).toBeNull();
  });
});

describe("column labels", () => {
  it("show what would be invisible, and template marks in brackets", () => {
    const texts = ["<|user|>", " ", "\n\n", " word", ""];
    const odd = { ...left, tokens: texts.map((text, id) => ({ id, text, part: "prompt" as const })) };
    expect(columnTicks(findingsOf(comparison(odd, odd), null, []), null)).toEqual(["⟨user⟩", "␣", "⏎⏎", "word", "∅"]);
  });
});

describe("the anatomy", () => {
  it("is the mean over the span's columns, with the floor of the same metric", () => {
    const anatomy = anatomyOf(findings, { metric: "cosine", span: "token", column: 3 })!;
    expect(anatomy.values).toEqual(meanOver(findings.metrics.get("cosine")!.components, [3]));
    expect(anatomy.floor).toBe(findings.floors.get("cosine")!.components);
  });

  it("is none while direct effect has no two words", () => {
    const view = { metric: "directEffect", span: "mean", column: 0 } as const;
    expect(anatomyOf(bare, view)).toBeNull();
    expect(anatomyOf(findings, view)).not.toBeNull();
    expect(residualGrid(bare, { metric: "directEffect" })).toBeNull();
    expect(componentGrid(bare, { metric: "directEffect" })).toBeNull();
  });

  it("is ranked by size", () => {
    const anatomy = anatomyOf(findings, { metric: "directEffect", span: "mean", column: 0 })!;
    const sizes = rankingOf(anatomy).map(({ value }) => Math.abs(value));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes).toHaveLength(anatomy.components.length);
  });
});

describe("grids", () => {
  it("have a row for each place and a column for each aligned token", () => {
    const residual = residualGrid(findings, { metric: "l2" })!;
    expect(residual.rows.ticks).toEqual(["embedding", "attention 0", "MLP 0", "attention 1", "MLP 1"]);
    expect(residual.cols.ticks).toHaveLength(6);
    expect(residual.values).toHaveLength(30);
    const parts = componentGrid(findings, { metric: "l2" })!;
    expect(parts.rows.ticks).toHaveLength(1 + SHAPE.layers * (SHAPE.heads + 2));
    expect(parts.values).toHaveLength(parts.rows.ticks.length * 6);
  });

  it("are signed only where the sign has a meaning", () => {
    expect(Object.values(METRIC_TEXTS).map(({ scale }) => scale)).toEqual([
      "magnitude",
      "magnitude",
      "magnitude",
      "signed",
    ]);
    expect(residualGrid(findings, { metric: "directEffect" })!.scale).toBe("signed");
  });

  it("leave the cells of a lone token empty in the export", () => {
    const [, first] = tableToCsv(tableOfGrids([residualGrid(findings, { metric: "l2" })!])).split("\r\n");
    expect(first!.split(",")[3]).toBe("");
    expect(first!.split(",")[2]).not.toBe("");
  });
});

it("finds where the two part the same way as core does", () => {
  const parting = partingOf(findings, 3);
  expect(parting.column).not.toBeNull();
  expect(parting.layer).toBe(0);
});

describe("the attention of a head", () => {
  it("leaves empty what a head cannot look at", () => {
    const grids = attentionGrids(compared, { layer: 1, head: 2 }, null);
    const pattern = left.at.get(hook.pattern(1))!.data.subarray(50, 75);
    grids.left.values.forEach((value, i) => {
      if (i % 5 > Math.floor(i / 5)) expect(value).toBeNaN();
      else expect(value).toBe(pattern[i]);
    });
    expect(grids.right.rows.ticks).toHaveLength(6);
  });

  it("has a difference only where both read as many tokens", () => {
    expect(attentionGrids(compared, { layer: 0, head: 0 }, null).difference).toBeNull();
    const twin = capture({ seed: 7, ids: [1, 2, 3, 4, 5] });
    const { left: a, right: b, difference } = attentionGrids(comparison(left, twin), { layer: 0, head: 0 }, null);
    expect(difference!.values[5]).toBe(Math.fround(b.values[5]! - a.values[5]!));
    expect(difference!.scale).toBe("signed");
  });

  it("of a layer that was not captured is refused by name", () => {
    expect(() => attentionGrids(compared, { layer: 9, head: 0 }, null)).toThrow("layer 9");
  });
});

describe("the JSON export", async () => {
  const json = JSON.parse((await comparisonToJson(experiment(), compared, findings, async () => undefined)).join(""));

  it("nests every hook as its shape says, by its TransformerLens name", () => {
    const { shape, values } = json.left.hooks["blocks.1.attn.hook_result"];
    expect(shape).toEqual([5, SHAPE.heads, SHAPE.dModel]);
    expect([values.length, values[0].length, values[0][0].length]).toEqual(shape);
    const data = left.at.get(hook.result(1))!.data;
    expect(Math.fround(values[4][2][7])).toBeCloseTo(data.at(-1)!, 6);
    expect(Object.keys(json.left.hooks)).toEqual([...left.at.keys()]);
  });

  it("writes an empty cell as null, and the whole experiment with it", () => {
    expect(json.metrics.l2.components[0][2]).toBeNull();
    expect(json.metrics.l2.components[0][3]).toBeTypeOf("number");
    expect(json.experiment).toEqual(experiment());
    expect(json.components).toHaveLength(json.metrics.l2.components.length);
    expect(json.residual_hooks).toHaveLength(json.metrics.l2.residual.length);
  });
});
