/** How much of a fine-tune is in, as a slider: the one dose of the whole model, an ordinary entry of the list. */
import type { SideName } from "../../../core/experiment";
import { capital } from "../../../core/texts";
import { withIntervention } from "../../../state/edits/experiment";
import { replaced } from "../../../state/edits/interventions";
import { trainingName } from "../../../state/selectors/story";
import { adaptedSide } from "../../../state/selectors/subjects";
import { formatValue } from "../../charts/frame/format";
import { useApp, useChange } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import "./DoseControl.css";

/** The Side whose model is a fine-tune kept apart from its base, the right one first; null: neither. */
export function useDoseSide(): SideName | null {
  return useApp((state) => (state.experiment ? adaptedSide(state, state.experiment) : null));
}

export function DoseControl({ side, recorded }: { readonly side: SideName; readonly recorded: boolean }) {
  const titles = useAskedTitles();
  const training = useApp((state) => trainingName(state, state.experiment?.[side].checkpoint ?? ""));
  const change = useChange();
  const list = useApp((state) => state.experiment?.[side].interventions);
  const index = list?.findIndex((one) => one.kind === "dose" && one.target === "all") ?? -1;
  const set = list?.[index];
  const amount = set?.kind === "dose" ? set.amount : 1;
  return (
    <>
      <label className="dial dose-control">
        <span>
          {capital(training)} in <strong className={`side-${side}`}>{titles[side]}</strong>
        </span>
        <input
          type="range"
          min={-0.5}
          max={1.5}
          step={0.05}
          value={amount}
          aria-valuetext={`${Math.round(amount * 100)} percent`}
          onChange={(event) => {
            const dose = { kind: "dose", target: "all", amount: Number(event.target.value) } as const;
            change((now) => (index === -1 ? withIntervention(now, side, dose) : replaced(now, side, index, dose)));
          }}
        />
        <output className="dial-value">{formatValue(Math.round(amount * 100))} %</output>
      </label>
      <p className="dose-marks">
        0 %: without it. 100 %: as it was trained. The slider goes on beyond both, where no training has been
        {recorded && "; the recorded curve is of trained models, so it ends at 100 %"}.
      </p>
    </>
  );
}
