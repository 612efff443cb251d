/** What the head of a feature's card says. */

export interface CardFacts {
  readonly latent: number;
  readonly name: string | null;
  /** How it was named, one sentence. */
  readonly how: string | null;
  /** True where the name is the reader's own. */
  readonly renamed: boolean;
  /** Share of tokens of the dictionary's own text on which it is active; null where it is not known. */
  readonly density: number | null;
  readonly best: { readonly voice: string; readonly auroc: number } | null;
}
