/**
 * config.json to a ModelSpec: finds the family that knows the architecture, and reads the rest as it says.
 */
import { Failure } from "../../core/failure";
import { FAMILIES } from "./families";
import type { Family } from "./family";
import { readSpec } from "./readSpec";
import type { ModelSpec } from "./spec";
import { jsonObject, shown } from "../files/text";

export interface Configuration {
  readonly family: Family;
  readonly spec: ModelSpec;
}

/** The family and spec of a config.json. Throws a Failure for foreign architectures and impossible numbers. */
export function parseConfig(json: unknown, families: readonly Family[] = FAMILIES): Configuration {
  const config = jsonObject(json, "config.json");
  const type = config["model_type"];
  const family = families.find(({ modelTypes }) => typeof type === "string" && modelTypes.includes(type));
  if (!family || typeof type !== "string") {
    const known = families.flatMap(({ modelTypes }) => modelTypes).join(", ");
    throw new Failure(
      "file",
      `config.json describes a model of type ${shown(type)}, which Unmask does not know.`,
      `The families it runs are ${known}.`,
    );
  }
  if (config["quantization_config"] !== undefined && config["quantization_config"] !== null) {
    throw new Failure(
      "file",
      "config.json describes a quantised model.",
      "Use the checkpoint in float32, float16 or bfloat16.",
    );
  }
  return { family, spec: readSpec(config, family, type) };
}
