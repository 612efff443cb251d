/**
 * What a graph is asked for: which hooks come out, where edits act, and whether the size of an adapter's change, or
 * what is hidden from later tokens, is an input.
 */
import type { EditStage } from "../../core/edits/interventions";
import type { HookName } from "../../core/hooks";
import type { Weights } from "../checkpoint/weights";

export interface GraphRequest {
  readonly outputs: readonly HookName[];
  /** Equal shapes leave as one output: for WebGPU, where every output is a trip of its own. */
  readonly stacked?: boolean;
  /** Where edits act, in order at each hook. Pattern, result, the final norm and the logits cannot be edited. */
  readonly edits: readonly EditStage[];
  /**
   * The weights an adapter was trained on: its change then is a branch of its own, and how much of it is in, an input.
   */
  readonly dose?: Weights | null;
  /** Which tokens are hidden from those after them is an input. Of a pass over a whole text. */
  readonly hides?: boolean;
}
