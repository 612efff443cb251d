/**
 * A checkpoint in several safetensors files, with the index that says which tensor is in which
 * ("model.safetensors.index.json", as Hugging Face writes it).
 */
import { Failure } from "../../core/failure";
import { parseSafetensors } from "./safetensors";
import type { TensorSource } from "./tensorSource";
import { jsonObject, quoted, shown } from "./text";

/** Joins the shards an index names. Throws a Failure when a shard is missing or does not hold what the index says. */
export function joinShards(index: unknown, files: ReadonlyMap<string, Uint8Array>, indexFile: string): TensorSource {
  const map = jsonObject(jsonObject(index, indexFile)["weight_map"], `“weight_map” in ${indexFile}`);
  const shards = new Map<string, TensorSource>();
  const owner = new Map<string, TensorSource>();
  for (const [name, shardName] of Object.entries(map)) {
    const bytes = typeof shardName === "string" ? files.get(shardName) : undefined;
    if (typeof shardName !== "string" || !bytes) {
      throw new Failure(
        "file",
        `${indexFile} says ${quoted(name)} is in ${shown(shardName)}, which is missing.`,
        "Add the missing file.",
      );
    }
    const shard = shards.get(shardName) ?? parseSafetensors(bytes, shardName);
    shards.set(shardName, shard);
    if (!shard.names.has(name)) {
      throw new Failure(
        "file",
        `${shardName} does not hold ${quoted(name)}, though ${indexFile} says so.`,
        "Download both again.",
      );
    }
    owner.set(name, shard);
  }
  const source = (name: string): TensorSource => {
    const found = owner.get(name);
    if (!found)
      throw new Failure(
        "file",
        `${indexFile} lists no tensor ${quoted(name)}.`,
        "Check that it belongs to this model.",
      );
    return found;
  };
  return {
    file: indexFile,
    names: new Set(owner.keys()),
    shape: (name) => source(name).shape(name),
    float32: (name) => source(name).float32(name),
  };
}
