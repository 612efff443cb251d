/**
 * One sentence on why the dial works as it does, with the recorded figures where there are some.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { ReactNode } from "react";
import { isBroken, type Rate } from "../../../core/pictures/rate";
import { pairTitles } from "../../../core/pictures/subject";
import { say, type Words } from "../../../core/texts";
import { DEFAULT_POSITIONS } from "../../../state/edits/dial";
import { POSITION_TEXTS } from "../../../state/edits/interventions";
import { recordedPair } from "../../../state/selectors/ranking";
import { bestStrength, type Dial, type RecordedSteering, recordedSteering } from "../../../state/selectors/steering";
import { offeredWays, type Way } from "../../../state/selectors/ways";
import { modelSubject } from "../../../state/selectors/subjects";
import type { SideName } from "../../../core/experiment";
import { formatRate } from "../../charts/frame/format";
import { formatValue } from "../../charts/frame/format";
import { Term } from "../../charts/frame/Term";
import { told } from "../../charts/frame/told";
import { useApp, useServices } from "../../page/store";
import { useWords } from "../../page/words";
import { aimSentences } from "./SteeredSessions";
import "./WhyThis.css";

/** What the dial does, by what it turns; `model`: the one whose features were recorded to rise. */
function whyOf(group: Dial["group"], words: Words, model: string): ReactNode {
  if (group === "set") return told(words, "why.set", { model, term: <Term of="feature">feature</Term> });
  if (group === "voices")
    return told(words, "why.voices", { difference: <Term of="meanDifference">average difference</Term> });
  return (
    <>
      the dial adds the direction of one <Term of="feature">feature</Term>.
    </>
  );
}

export function WhyThis({ voice }: { readonly voice: Dial }) {
  const words = useWords();
  const left = useRecorded("left", voice);
  const right = useRecorded("right", voice);
  const ways = useApp(offeredWays);
  const recorded = pairTitles(useApp(recordedPair));
  const steered = aimSentences(useServices().store.getState(), voice);
  const counted = [sentence(left, ways.left, voice), sentence(right, ways.right, voice)];
  const facts = new Set([...counted, ...steered].filter(Boolean));
  return (
    <>
      <p className="steering-why">
        How it works: {whyOf(voice.group, words, recorded.right)} {whereOf(voice, words)}
      </p>
      {facts.size > 0 && <p className="steering-why">Recorded: {[...facts].join(" ")}</p>}
    </>
  );
}

function whereOf({ target }: Dial, words: Words): string {
  const { up, down } = target.positions ?? DEFAULT_POSITIONS;
  const later = target.kind === "set" ? target.later : null;
  const everywhere = "pushing on every word breaks its sentences sooner";
  if (up === "all") return `It acts ${POSITION_TEXTS[up]}, as it was measured.`;
  const once = `${POSITION_TEXTS[up]}: ${everywhere}.`;
  if (down === up && !later) return `It acts only ${once}`;
  const deep = down === up ? "" : say(words, "why.down");
  const second = later
    ? `${say(words, "why.later", { where: POSITION_TEXTS[later.positions] })}: ` +
      "the two together take more away than the first alone"
    : "";
  return `Turned up, it acts only ${once} Turned down, it acts ${POSITION_TEXTS[down]}${deep}${second}.`;
}

interface OfModel extends RecordedSteering {
  readonly title: string;
}

function useRecorded(side: SideName, voice: Dial): OfModel {
  const checkpoint = useApp((state) => state.experiment?.[side].checkpoint ?? "");
  const manifest = useApp((state) => state.manifest);
  const found = useApp((state) => recordedSteering(state, { checkpoint, ...voice.recorded }));
  return { ...found, title: modelSubject(manifest, checkpoint).title };
}

function sentence({ title, ...recorded }: OfModel, way: Way, { group }: Dial): string {
  if (!recorded.points.some(({ strength }) => strength * way > 0)) return "";
  const best = bestStrength(recorded, way);
  if (!best) return `Turned ${way > 0 ? "up" : "down"}, the sentences of ${title} break at any strength.`;
  const rest = recorded.points.find(({ strength }) => strength === 0)?.misaligned;
  const random = recorded.control.find(({ strength }) => strength === best.strength)?.misaligned;
  const from = (rate: Rate | undefined): string => (rate ? `, instead of ${formatRate(rate)}` : "");
  const untouched = recorded.points.find(({ strength }) => strength === 0)?.openIncoherent ?? null;
  const open = best.openIncoherent;
  const breaks =
    isBroken(open, untouched) && open
      ? ` Open questions break it sooner: there ${formatRate(open)} make ${VERDICT_NAMES.senseless}` +
        `${from(untouched ?? undefined)}.`
      : "";
  const instead = group === "set" ? "random features" : "a random direction";
  const beside = random ? `; with ${instead} ${formatRate(random)}` : "";
  const harm = `${formatRate(best.misaligned)} were ${VERDICT_NAMES.harmful}`;
  return `${title}, asked for advice at ${formatValue(best.strength)}: ${harm}${from(rest)}${beside}.${breaks}`;
}
