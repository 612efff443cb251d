/**
 * Reading single fields of config.json: each answers with a checked value or a Failure that names the field.
 */
import { Failure } from "../../core/failure";
import type { JsonObject } from "../files/text";

export function refuseConfig(
  what: string,
  advice = "Check that config.json belongs to these weights.",
  file = "config.json",
): Failure {
  return new Failure("file", `${file} cannot be used: ${what}.`, advice);
}

/** A whole number in 1 … most. `fallback` stands in for a missing or null field. */
export function count(config: JsonObject, field: string, most: number, fallback?: number): number {
  const value = config[field] ?? fallback;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > most) {
    throw refuseConfig(`“${field}” is not a whole number between 1 and ${most}`);
  }
  return value;
}

/** A finite number above zero. */
export function positive(config: JsonObject, field: string, fallback?: number): number {
  const value = config[field] ?? fallback;
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) {
    throw refuseConfig(`“${field}” is not a number above zero`);
  }
  return value;
}

export function flag(config: JsonObject, field: string, fallback: boolean): boolean {
  const value = config[field] ?? fallback;
  if (typeof value !== "boolean") throw refuseConfig(`“${field}” is neither true nor false`);
  return value;
}

/** eos_token_id: none, one or several ids below the vocabulary's size. */
export function endTokens(config: JsonObject, vocabulary: number, file = "config.json"): number[] {
  const value = config["eos_token_id"] ?? [];
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!ids.every((id): id is number => typeof id === "number" && Number.isInteger(id) && id >= 0 && id < vocabulary)) {
    throw refuseConfig(
      "“eos_token_id” names no token of the vocabulary",
      `Check that ${file} belongs to these weights.`,
      file,
    );
  }
  return [...ids];
}
