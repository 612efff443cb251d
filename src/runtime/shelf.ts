/**
 * What interventions are made of and the host offers: shipped directions and feature dictionaries, fetched by name when the
 * first intervention asks for them, and then kept.
 */
import { Failure } from "../core/failure";
import type { HookName } from "../core/hooks";
import { row, tensor, type Tensor } from "../core/tensor";
import type { FileEntry } from "../model/manifest";
import { parseSafetensors } from "../model/safetensors";
import type { TensorSource } from "../model/tensorSource";
import { parseJson } from "../model/text";
import type { Offered } from "./engine";
import type { Latents, Shelf } from "./materials";

/** `fetched` brings a listed file to memory. */
export function makeShelf(
  { dictionaries, directions }: Offered,
  fetched: (file: FileEntry) => Promise<Uint8Array>,
): Shelf {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, find: () => Promise<T>): Promise<T> => {
    const known = (kept.get(key) as Promise<T> | undefined) ?? find();
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    return known;
  };
  return {
    async voice(set, name) {
      const entry = directions.find(({ id }) => id === set);
      if (!entry) throw absent(`set of directions “${set}”`);
      const source = await once(set, async () => parseSafetensors(await fetched(entry.file), entry.file.path));
      if (!source.names.has(name)) throw absent(`direction “${name}” in “${entry.title}”`);
      return tensor(source.shape(name), source.float32(name));
    },
    latents(id) {
      return once(`dictionary ${id}`, async () => {
        const entry = dictionaries.find((known) => known.id === id);
        if (!entry) throw absent(`feature dictionary “${id}”`);
        const named = (name: string): FileEntry => {
          const found = entry.files.find(({ path }) => path.endsWith(`/${name}`));
          if (!found) throw absent(`${name} of “${entry.title}”`);
          return found;
        };
        const weights = named("sae_weights.safetensors");
        const source = parseSafetensors(await fetched(weights), weights.path);
        const features = parseJson(await fetched(named("features.json")), "features.json");
        return latentsOf(source, entry.hook as HookName, typicalOf(features));
      });
    },
  };
}

function latentsOf(source: TensorSource, hook: HookName, typical: readonly number[]): Latents {
  const [D = 0, count = 0] = source.shape("W_enc");
  const encoder = source.float32("W_enc");
  const decoder = tensor([count, D], source.float32("W_dec"));
  const bias = source.float32("b_enc");
  const centre = source.float32("b_dec");
  const threshold = source.names.has("threshold") ? source.float32("threshold") : new Float32Array(count);
  return {
    hook,
    count,
    typical: (latent) => typical[latent] ?? 1,
    rows(latents) {
      const lines = (of: (latent: number) => Float32Array): Tensor => {
        const data = new Float32Array(latents.length * D);
        latents.forEach((latent, n) => data.set(of(latent), n * D));
        return tensor([latents.length, D], data);
      };
      const read = lines((latent) => Float32Array.from({ length: D }, (_, i) => encoder[i * count + latent]!));
      return {
        read,
        write: lines((latent) => row(decoder, latent)),
        // Encoders here read x − b_dec; the centre goes into the bias.
        bias: Float32Array.from(latents, (latent, n) =>
          row(read, n).reduce((sum, weight, i) => sum - weight * centre[i]!, bias[latent]!),
        ),
        threshold: Float32Array.from(latents, (latent) => Math.max(0, threshold[latent]!)),
      };
    },
  };
}

function typicalOf(features: unknown): readonly number[] {
  const typical = (features as { readonly typical?: unknown } | null)?.typical;
  return Array.isArray(typical) ? typical.map(Number) : [];
}

function absent(what: string): Failure {
  return new Failure("input", `There is no ${what} here.`, "Remove the intervention that asks for it.");
}
