/**
 * Reading fixtures from disk: checkpoints as their files, and the golden activations PyTorch left beside them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "../../src/core/experiment";
import type { AffineEdit } from "../../src/core/edits/interventions";
import type { HookName } from "../../src/core/hooks";
import { tensor, type Tensor } from "../../src/core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../src/model/checkpoint/checkpoint";
import { parseSafetensors } from "../../src/model/files/safetensors";

export const ROOT = join(import.meta.dirname, "../..");
export const TINY = join(ROOT, "tests/fixtures/tiny");
export const TINY_NAMES = ["llama-mha", "llama-gqa", "qwen2"] as const;

/** Every file of a folder by name. */
export function filesOf(folder: string): Map<string, Uint8Array> {
  return new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}

export function loadTiny(name: string): Checkpoint {
  return assembleCheckpoint(filesOf(join(TINY, name)));
}

export interface GoldenRun {
  readonly messages: readonly Message[];
  readonly answer: string | null;
  readonly tokens: readonly number[];
  readonly promptEnd: number;
  /** The positions whose values were kept. */
  readonly positions: readonly number[];
  readonly edits: readonly AffineEdit[];
  /** By hook; the pattern keeps destination positions on axis 1, everything else on axis 0. */
  readonly values: ReadonlyMap<HookName, Tensor>;
}

interface GoldenJson {
  readonly runs: readonly (Omit<GoldenRun, "edits" | "values"> & { readonly edits: readonly HookName[] })[];
}

export function readGolden(folder: string): GoldenRun[] {
  const { runs } = JSON.parse(readFileSync(join(folder, "golden.json"), "utf8")) as GoldenJson;
  const file = parseSafetensors(new Uint8Array(readFileSync(join(folder, "golden.safetensors"))), "golden.safetensors");
  const read = (name: string): Tensor => tensor(file.shape(name), file.float32(name));
  return runs.map((run, index) => {
    const prefix = `${index}.`;
    const names = [...file.names].filter((name) => name.startsWith(prefix) && !name.startsWith(`${prefix}edit.`));
    return {
      ...run,
      edits: run.edits.map((hook) => ({
        form: "affine" as const,
        hook,
        scale: read(`${prefix}edit.${hook}.scale`),
        add: read(`${prefix}edit.${hook}.add`),
      })),
      values: new Map(names.map((name) => [name.slice(prefix.length) as HookName, read(name)])),
    };
  });
}

/** Largest |a − b| as a share of b's root mean square. */
export function relativeError(a: Float32Array, b: Float32Array): number {
  let squares = 0;
  let largest = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < b.length; i++) {
    squares += b[i]! * b[i]!;
    largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  }
  return largest / Math.sqrt(squares / b.length);
}
