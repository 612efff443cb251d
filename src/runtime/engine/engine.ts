/**
 * Engine: the waist between "what is asked" and "where it runs". The page knows this interface and nothing below it.
 * Every call but `release` takes a signal; a call that is aborted rejects with a Failure of kind "cancelled".
 */
import type { AnswersEngine } from "./answers";
import type { EffectsEngine } from "./effects";
import type { FeaturesEngine } from "./features";
import type { OfficeEngine } from "./office";
import type { ModelsEngine } from "./models";
import type { PassesEngine } from "./passes";

export interface Engine extends ModelsEngine, PassesEngine, AnswersEngine, FeaturesEngine, EffectsEngine, OfficeEngine {
  /** Ends the worker and frees its memory. */
  dispose(): void;
}
