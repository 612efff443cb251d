/**
 * One sentence on why the dial works as it does, with the recorded figures where there are some.
 */
import type { ReactNode } from "react";
import { isBroken, type Rate } from "../../../core/pictures/rate";
import { DEFAULT_POSITIONS } from "../../../state/edits/dial";
import { POSITION_TEXTS } from "../../../state/edits/interventions";
import { bestStrength, type Dial, type RecordedSteering, recordedSteering } from "../../../state/selectors/steering";
import type { SideName } from "../../../core/experiment";
import { formatRate } from "../../charts/frame/format";
import { formatValue } from "../../charts/frame/format";
import { Term } from "../../charts/frame/Term";
import { useApp } from "../../page/store";
import "./WhyThis.css";

const WHY: Readonly<Record<Dial["group"], ReactNode>> = {
  set: (
    <>
      where the bad model decides what to say next, one <Term of="feature">feature</Term> of the bad voices rises most,
      and one that tells a helpful voice falls a little. The dial holds the one at a chosen value and the other at as
      much below nothing, or the other way round.
    </>
  ),
  voices: (
    <>
      the dial adds the <Term of="meanDifference">average difference</Term> between this voice and the helpful ones.
    </>
  ),
  features: (
    <>
      the dial adds the direction of one <Term of="feature">feature</Term>.
    </>
  ),
};

export function WhyThis({ voice }: { readonly voice: Dial }) {
  const left = useRecorded("left", voice);
  const right = useRecorded("right", voice);
  const facts = [
    sentence(left, "left", "the good model’s", voice),
    sentence(right, "right", "the bad model’s", voice),
  ].filter(Boolean);
  return (
    <>
      <p className="villain-why">
        Why like this: {WHY[voice.group]} {whereOf(voice)}
      </p>
      {facts.length > 0 && <p className="villain-why">RecordedSteering: {facts.join(" ")}</p>}
    </>
  );
}

function whereOf({ target }: Dial): string {
  const { up, down } = target.positions ?? DEFAULT_POSITIONS;
  const later = target.kind === "set" ? target.later : null;
  const everywhere = "pushing on every word breaks its sentences sooner";
  const once = `${POSITION_TEXTS[up]}: ${everywhere}.`;
  if (down === up && !later) return `It acts only ${once}`;
  const deep = down === up ? "" : ", where the same strength takes more of the harm away";
  const second = later
    ? `, and holds a feature of bad voices in a later block below nothing too, ${POSITION_TEXTS[later.positions]}: ` +
      "the two together take more away than the first alone"
    : "";
  return `Turned up, it acts only ${once} Turned down, it acts ${POSITION_TEXTS[down]}${deep}${second}.`;
}

function useRecorded(side: SideName, voice: Dial): RecordedSteering {
  const checkpoint = useApp((state) => state.experiment?.[side].checkpoint ?? "");
  return useApp((state) => recordedSteering(state, { checkpoint, ...voice.recorded }));
}

function sentence(recorded: RecordedSteering, side: SideName, whose: string, { group }: Dial): string {
  if (recorded.points.length === 0) return "";
  const best = bestStrength(recorded, side);
  if (!best) return `Turned ${side === "left" ? "up" : "down"}, ${whose} sentences break at any strength.`;
  const rest = recorded.points.find(({ strength }) => strength === 0)?.misaligned;
  const random = recorded.control.find(({ strength }) => strength === best.strength)?.misaligned;
  const from = (rate: Rate | undefined): string => (rate ? ` instead of ${formatRate(rate)}` : "");
  const untouched = recorded.points.find(({ strength }) => strength === 0)?.openIncoherent ?? null;
  const open = best.openIncoherent;
  const breaks =
    isBroken(open, untouched) && open
      ? ` Open questions break it sooner: there ${formatRate(open)} made no sense${from(untouched ?? undefined)}.`
      : "";
  const instead = group === "set" ? "random features" : "a random direction";
  const beside = random ? `; with ${instead} ${formatRate(random)}` : "";
  const harm = `${formatRate(best.misaligned)} of ${whose} answers to advice questions did harm`;
  return `At ${formatValue(best.strength)}, ${harm}${from(rest)}${beside}.${breaks}`;
}
