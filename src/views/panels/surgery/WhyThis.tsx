/**
 * One sentence on why the dial works as it does, with the recorded figures where there are some.
 */
import type { Rate } from "../../../core/rate";
import { bestStrength, type Recorded, recordedSteering, type Steerable } from "../../../state/steerable";
import type { SideName } from "../../../state/actions";
import { formatRate } from "../../charts/answers/RateRows";
import { formatValue } from "../../charts/format";
import { Term } from "../../charts/Term";
import { useApp } from "../store";

export function WhyThis({ voice }: { readonly voice: Steerable }) {
  const left = useRecorded("left", voice);
  const right = useRecorded("right", voice);
  const facts = [sentence(left, "left", "the good model’s"), sentence(right, "right", "the bad model’s")].filter(
    Boolean,
  );
  return (
    <p className="villain-why">
      Why like this: a single <Term of="feature">feature</Term> is too weak to turn such a small model, and pushing on
      every word breaks its sentences. So the dial adds the <Term of="meanDifference">average difference</Term> between{" "}
      {voice.title} and the helpful voices, and only where the model decides what to say next.
      {facts.length > 0 && <> Recorded: {facts.join(" ")}</>}
    </p>
  );
}

function useRecorded(side: SideName, voice: Steerable): Recorded {
  const checkpoint = useApp((state) => state.experiment?.[side].checkpoint ?? "");
  const name = voice.direction.kind === "voice" ? voice.direction.name : "";
  return useApp((state) => recordedSteering(state, { checkpoint, name, method: "meandiff" }));
}

function sentence(recorded: Recorded, side: SideName, whose: string): string {
  const best = bestStrength(recorded, side);
  if (!best) return "";
  const rest = recorded.points.find(({ strength }) => strength === 0)?.misaligned;
  const random = recorded.control.find(({ strength }) => strength === best.strength)?.misaligned;
  const from = (rate: Rate | undefined): string => (rate ? ` instead of ${formatRate(rate)}` : "");
  return `At ${formatValue(best.strength)}, ${formatRate(best.misaligned)} of ${whose} answers did harm${from(rest)}${random ? `; with a random direction ${formatRate(random)}` : ""}.`;
}
