/**
 * Interventions as edits: what the reader does to a Side, written as x ← x·scale + add at hooks, per position.
 */
import { type Component, componentLabel } from "./component";
import type { Capture, Token } from "./capture";
import type { Edit, Intervention, Positions } from "./experiment";
import { Failure } from "./failure";
import { hook, type HookName } from "./hooks";

/** True for the positions a class of positions names. */
export function covers(positions: Positions, position: number, promptEnd: number): boolean {
  switch (positions) {
    case "all":
      return true;
    case "prompt":
      return position <= promptEnd;
    case "promptEnd":
      return position === promptEnd;
    case "answer":
      return position > promptEnd;
    case "decision":
      throw notYet("decision tokens");
  }
}

/** The hook an ablated component is silenced at; a head at its z, before its output map. */
function hookOf(component: Component): HookName {
  switch (component.kind) {
    case "embed":
      return hook.embed;
    case "head":
      return hook.z(component.layer);
    case "attn":
      return hook.attnOut(component.layer);
    case "mlp":
      return hook.mlpOut(component.layer);
  }
}

/** The edits that carry out `interventions` on a run over `tokens`. Throws a Failure for a part the model does not have. */
export function editsOf(
  interventions: readonly Intervention[],
  tokens: readonly Token[],
  promptEnd: number,
  { layers, heads }: Capture["model"],
): Edit[] {
  return interventions.map((intervention) => {
    if (intervention.kind !== "ablate" || intervention.how !== "zero") throw notYet(`“${intervention.kind}”`);
    const { target, positions } = intervention;
    if ("layer" in target && (target.layer >= layers || (target.kind === "head" && target.head >= heads))) {
      throw new Failure("input", `This model has no ${componentLabel(target)}.`, "Remove that intervention.");
    }
    const width = target.kind === "head" ? heads : 1;
    const scale = new Float32Array(tokens.length * width).fill(1);
    tokens.forEach((_, position) => {
      if (!covers(positions, position, promptEnd)) return;
      if (target.kind === "head") scale[position * heads + target.head] = 0;
      else scale[position] = 0;
    });
    const shape = target.kind === "head" ? [tokens.length, heads, 1] : [tokens.length, 1];
    return {
      hook: hookOf(target),
      scale: { shape, data: scale },
      add: { shape: shape.map(() => 1), data: new Float32Array(1) },
    };
  });
}

/** An intervention that is not carried out must never pass for one that was. */
function notYet(what: string): Failure {
  return new Failure("input", `This page cannot carry out ${what} yet.`, "Remove that intervention.");
}
