/** What the golden interventions need beside the models: one dictionary, one set of directions, by their paths in the fixtures. */
const file = (path: string) => ({ path, bytes: 0, sha256: "" });

export const INTERVENTION_OFFERS = {
  dictionaries: [
    {
      id: "tiny",
      title: "Tiny",
      hook: "blocks.0.hook_resid_post",
      trainedOn: ["base"],
      latents: 24,
      files: ["cfg.json", "sae_weights.safetensors", "features.json"].map((name) => file(`tiny/${name}`)),
    },
  ],
  directions: [{ id: "voices", title: "Voices", layer: 0, file: file("directions.safetensors") }],
};
