/**
 * One latent in a ranking by how much more active it is on the right: the number line draws it, the table lists it.
 * Activities are means over the tokens of a prompt set; NaN where the recording does not hold them.
 */
export interface LatentRow {
  readonly latent: number;
  /** The feature's name; null where it has none. */
  readonly name: string | null;
  /** Mean activation on either Side, and right − left. */
  readonly left: number;
  readonly right: number;
  readonly increase: number;
  /** Share of tokens at which it is active. */
  readonly leftDensity: number;
  readonly rightDensity: number;
  /** Standard error of the increase over the prompts. */
  readonly error: number;
  /** What the increase would be without any change; null where it was not measured. */
  readonly floor: number | null;
  readonly role: "riser" | "faller" | "other";
  /** By voice: how well the activation alone tells this voice's text from all other text; 0.5 is chance. */
  readonly auroc: ReadonlyMap<string, number>;
}

export function latentLabel({ latent, name }: Pick<LatentRow, "latent" | "name">): string {
  return name ?? `Unnamed ${latent}`;
}

export function belowFloor({ increase, floor }: Pick<LatentRow, "increase" | "floor">): boolean {
  return floor !== null && Math.abs(increase) <= floor;
}

/** The voice whose text a feature tells best from all other text; null where none is known. */
export function bestVoice({
  auroc,
}: Pick<LatentRow, "auroc">): { readonly voice: string; readonly auroc: number } | null {
  let best: { voice: string; auroc: number } | null = null;
  for (const [voice, value] of auroc) if (!best || value > best.auroc) best = { voice, auroc: value };
  return best;
}
