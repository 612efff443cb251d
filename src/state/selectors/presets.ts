/**
 * What the list of interventions offers to add, each with values that do something with the models at hand. The first
 * is what works best in models this small; its features are those that the training moved most.
 */
import type { Component } from "../../core/component";
import type { Intervention } from "../../core/experiment";
import type { SideName } from "../../core/experiment";
import { selectorBy } from "../memo";
import { DIAL_POSITIONS, DIAL_RECOMMENDED, dialInterventions, dialRange } from "../edits/dial";
import { checkpointCatalogue } from "./checkpoints";
import { catalogueOf, dictionaryInUse, personasInUse } from "./personas";
import { dials, steerables } from "./steering";
import { offeredWays } from "./ways";
import { trainingPhrase } from "./story";

export interface Preset {
  readonly key: string;
  readonly title: string;
  readonly intervention: Intervention;
}

const CLAMPED = 8;

/** By Side: the model that does more harm is made better, the other worse. */
export const presets = selectorBy(
  (state, side: SideName) => [
    state.experiment,
    steerables(state),
    dials(state),
    personasInUse(state),
    dictionaryInUse(state),
    catalogueOf(state),
    checkpointCatalogue(state),
    trainingPhrase(state, state.experiment?.[side].checkpoint ?? ""),
    offeredWays(state),
  ],
  (side, experiment, offered, turnable, personas, dictionary, catalogue, checkpoints, training, ways) => {
    const list: Preset[] = [];
    if (!experiment) return list;
    const worse = ways[side] > 0;
    const voice = offered.find(({ group }) => group === "voices");
    const feature = offered.find(({ group }) => group === "features");
    const set = turnable.find(({ group }) => group === "set");
    if (set) {
      const { recommended } = dialRange(set.target);
      list.push({
        key: "clamp",
        title: `Hold ${set.title} ${worse ? "high" : "below zero"} (works best)`,
        intervention: dialInterventions(set.target, worse ? recommended : -recommended)[0]!,
      });
    } else if (dictionary && catalogue && personas.length > 0) {
      const typical = (latent: number): number => Number((catalogue.typical[latent] ?? 1).toPrecision(2));
      const latents = personas.slice(0, CLAMPED).map(({ latent, role }) => ({
        latent,
        value: (role === "faller") === worse ? 0 : typical(latent),
      }));
      const clamp = {
        kind: "clamp",
        dictionary: dictionary.id,
        latents,
        positions: DIAL_POSITIONS,
        random: null,
      } as const;
      const title = worse ? "Hold the features that rose at a high value" : "Hold the features that rose at nothing";
      list.push({ key: "clamp", title, intervention: clamp });
    }
    if (voice) {
      const { direction, layer, title } = voice;
      const at = { direction, layer, positions: DIAL_POSITIONS } as const;
      const strength = worse ? DIAL_RECOMMENDED : -DIAL_RECOMMENDED;
      list.push(
        { key: "steer", title: `Steer along ${title}`, intervention: { kind: "steer", strength, ...at } },
        { key: "project", title: `Take every trace of ${title} out`, intervention: { kind: "project", ...at } },
        { key: "cap", title: `Cap ${title}`, intervention: { kind: "cap", most: 0, ...at } },
      );
    }
    if (feature) {
      const { direction, layer, title } = feature;
      const strength = worse ? DIAL_RECOMMENDED : -DIAL_RECOMMENDED;
      const steer = { kind: "steer", direction, layer, strength, positions: DIAL_POSITIONS } as const;
      list.push({ key: "feature", title: `Steer along one feature alone: ${title}`, intervention: steer });
    }
    const target: Component = experiment.focus.component ?? { kind: "mlp", layer: 0 };
    const other = experiment[side === "left" ? "right" : "left"].checkpoint;
    list.push({
      key: "ablate",
      title: "Switch a part off",
      intervention: { kind: "ablate", target, how: "mean", positions: "all" },
    });
    if (other !== experiment[side].checkpoint)
      list.push({
        key: "transplant",
        title: "Take a part from the other model",
        intervention: { kind: "transplant", target, from: other, positions: "all" },
      });
    if (checkpoints.byId(experiment[side].checkpoint)?.isAdapter) {
      const dose = { kind: "dose", target: "all", amount: 0.5 } as const;
      list.push({ key: "dose", title: `Only half of ${training}`, intervention: dose });
    }
    return list;
  },
);
