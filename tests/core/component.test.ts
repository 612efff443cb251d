import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allComponents,
  type Component,
  componentId,
  componentLabel,
  outputHook,
  parseComponent,
} from "../../src/core/component";
import { allHooks, hook } from "../../src/core/hooks";

const index = fc.integer({ min: 0, max: 999 });
const component: fc.Arbitrary<Component> = fc.oneof(
  fc.constant<Component>({ kind: "embed" }),
  fc.record({ kind: fc.constantFrom("attn" as const, "mlp" as const), layer: index }),
  fc.record({ kind: fc.constant("head" as const), layer: index, head: index }),
);

describe("a component", () => {
  it("reads every id it writes", () => {
    fc.assert(
      fc.property(component, (c) => {
        expect(parseComponent(componentId(c))).toEqual(c);
      }),
    );
  });

  it.each([
    "",
    "embed.1",
    "attn",
    "attn.",
    "mlp.-1",
    "mlp.1.2",
    "head.1",
    "head.1.2.3",
    "head.1.x",
    "attn.1000",
    " mlp.1",
    "mlp.1\n",
  ])("does not take %j for a component", (id) => {
    expect(parseComponent(id)).toBeNull();
  });

  it("never takes an arbitrary text for a component unless it is written as one", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseComponent(text);
        if (parsed) expect(text).toMatch(/^(embed|(attn|mlp)\.\d+|head\.\d+\.\d+)$/);
      }),
    );
  });

  it("lists the parts in the order of computation, each once", () => {
    const ids = allComponents(2, 2).map(componentId);
    expect(ids).toEqual([
      "embed",
      "head.0.0",
      "head.0.1",
      "attn.0",
      "mlp.0",
      "head.1.0",
      "head.1.1",
      "attn.1",
      "mlp.1",
    ]);
    expect(new Set(allComponents(12, 12).map(componentLabel)).size).toBe(1 + 12 * 14);
  });

  it("names the hook that holds what a component writes", () => {
    expect(outputHook({ kind: "embed" })).toBe("hook_embed");
    expect(outputHook({ kind: "attn", layer: 3 })).toBe("blocks.3.hook_attn_out");
    expect(outputHook({ kind: "mlp", layer: 3 })).toBe("blocks.3.hook_mlp_out");
    expect(outputHook({ kind: "head", layer: 3, head: 1 })).toBe("blocks.3.attn.hook_result");
  });

  it("spells the hooks as TransformerLens does, in the order of computation", () => {
    expect(allHooks(1)).toEqual([
      "hook_embed",
      "blocks.0.hook_resid_pre",
      "blocks.0.attn.hook_pattern",
      "blocks.0.attn.hook_z",
      "blocks.0.attn.hook_result",
      "blocks.0.hook_attn_out",
      "blocks.0.hook_resid_mid",
      "blocks.0.mlp.hook_post",
      "blocks.0.hook_mlp_out",
      "blocks.0.hook_resid_post",
      "ln_final.hook_normalized",
      "logits",
    ]);
    expect(new Set(allHooks(30)).size).toBe(3 + 30 * 9);
    expect(hook.residPost(7)).toBe("blocks.7.hook_resid_post");
  });
});
