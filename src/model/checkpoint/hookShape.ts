/**
 * The shape of each hook's value for a model and a number of tokens; core/hooks.ts says what the axes are.
 */
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import type { ModelSpec } from "./spec";

/** Throws a Failure for a hook the model does not have. */
export function hookShape(spec: ModelSpec, name: HookName, T: number): readonly number[] {
  const { layers, dModel: D, heads: H, dHead: K, dMlp: M, vocabulary: V } = spec;
  if (name === hook.embed || name === hook.finalNormalized) return [T, D];
  if (name === hook.logits) return [T, V];
  const layer = Number(/^blocks\.(\d{1,4})\./.exec(name)?.[1] ?? layers);
  if (layer < layers) {
    switch (name) {
      case hook.pattern(layer):
        return [H, T, T];
      case hook.z(layer):
        return [T, H, K];
      case hook.result(layer):
        return [T, H, D];
      case hook.mlpPost(layer):
        return [T, M];
      case hook.residPre(layer):
      case hook.attnOut(layer):
      case hook.residMid(layer):
      case hook.mlpOut(layer):
      case hook.residPost(layer):
        return [T, D];
    }
  }
  throw new Failure("internal", `This model has no hook “${name}”.`);
}
