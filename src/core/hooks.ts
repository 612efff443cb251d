/**
 * Hook names: the shared vocabulary for places inside a transformer, spelled as TransformerLens spells them.
 * Shapes (position axis first, no batch): T positions, D model width, H heads, K head width, M MLP width, V vocabulary.
 */
export type HookName = string & { readonly __brand: "HookName" };

const name = (text: string): HookName => text as HookName;

export const hook = {
  /** [T, D] token embeddings (plus learnt positions, where a family has them). */
  embed: name("hook_embed"),
  /** [T, D] residual stream before block `layer`. */
  residPre: (layer: number) => name(`blocks.${layer}.hook_resid_pre`),
  /** [H, T, T] attention probabilities, destination × source. */
  pattern: (layer: number) => name(`blocks.${layer}.attn.hook_pattern`),
  /** [T, H, K] values gathered by each head. */
  z: (layer: number) => name(`blocks.${layer}.attn.hook_z`),
  /** [T, H, D] what each head writes to the residual stream: z · W_O of that head, without the output bias. */
  result: (layer: number) => name(`blocks.${layer}.attn.hook_result`),
  /** [T, D] what attention writes to the residual stream, output bias included. */
  attnOut: (layer: number) => name(`blocks.${layer}.hook_attn_out`),
  /** [T, D] residual stream between attention and MLP. */
  residMid: (layer: number) => name(`blocks.${layer}.hook_resid_mid`),
  /** [T, M] MLP neurons after the nonlinearity (gate included, where gated). */
  mlpPost: (layer: number) => name(`blocks.${layer}.mlp.hook_post`),
  /** [T, D] what the MLP writes to the residual stream. */
  mlpOut: (layer: number) => name(`blocks.${layer}.hook_mlp_out`),
  /** [T, D] residual stream after block `layer`. */
  residPost: (layer: number) => name(`blocks.${layer}.hook_resid_post`),
  /** [T, D] final residual stream divided by its norm, before the norm's learnt weight (as TransformerLens has it). */
  finalNormalized: name("ln_final.hook_normalized"),
  /** [T, V] next-token logits. TransformerLens returns these instead of hooking them; we give them a name. */
  logits: name("logits"),
} as const;

const LAYERED = [
  hook.residPre,
  hook.pattern,
  hook.z,
  hook.result,
  hook.attnOut,
  hook.residMid,
  hook.mlpPost,
  hook.mlpOut,
  hook.residPost,
];

/** Every hook point of a model with `layers` blocks, in the order of computation. */
export function allHooks(layers: number): HookName[] {
  const blocks = Array.from({ length: layers }, (_, layer) => LAYERED.map((at) => at(layer))).flat();
  return [hook.embed, ...blocks, hook.finalNormalized, hook.logits];
}
