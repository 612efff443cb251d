/**
 * A Side and a text as one forward pass to run: everything its interventions need is found first, then written as
 * edits.
 */
import type { Token } from "../../core/capture";
import type { Side } from "../../core/experiment";
import { editsOf } from "../../core/edits/interventions";
import { shapeOf } from "../../model/checkpoint/spec";
import type { PassJob } from "./pass";
import type { Where } from "./loaded";
import { findDose, findMaterials, findTransplants, type Sources } from "./materials";

/** Throws a Failure for an intervention that this model cannot take. */
export async function sideJob(
  sources: Sources,
  { checkpoint: id, interventions }: Pick<Side, "checkpoint" | "interventions">,
  { tokens, promptEnd }: { readonly tokens: readonly Token[]; readonly promptEnd: number },
  where: Where,
): Promise<PassJob> {
  const { checkpoint } = sources.loaded.get(id);
  const prompt = tokens.slice(0, promptEnd + 1);
  const found = await findMaterials(sources, id, interventions, prompt, where);
  const transplanted = await findTransplants(sources.loaded, id, interventions, tokens, where);
  const edits = editsOf(interventions, tokens, promptEnd, shapeOf(checkpoint.spec), { ...found, transplanted });
  return { checkpoint, tokens, edits, dose: findDose(checkpoint, interventions) };
}
